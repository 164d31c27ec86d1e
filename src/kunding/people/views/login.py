"""What administrators change about somebody's login."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.people import actions
from kunding.people.actions.logins import LoginIsWrong
from kunding.people.forms import EmailForm
from kunding.people.views.looking_after import done, first_trouble, kept_person, me, page_of


@require_POST
def second_factor(request: HttpRequest, key: int) -> HttpResponse:
    """Remove the second factor of somebody whose telephone is lost."""
    found = kept_person(request, key)
    if found.pk == me(request).pk:
        # Whoever sits at an open session of an administrator would need no password for it.
        messages.warning(request, gettext("Your own second factor you change under “Login and security”."))
        return page_of(request, found)
    done(
        request,
        lambda: actions.remove_second_factor(person=found, at=now(), actor=me(request).trail_name),
        wrong=LoginIsWrong,
        said=gettext("The second factor is removed, all sessions have ended, and a mail says so to the person."),
    )
    return page_of(request, found)


@require_POST
def email(request: HttpRequest, key: int) -> HttpResponse:
    """Let somebody log in with another e-mail."""
    found, form = kept_person(request, key), EmailForm(request.POST)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return page_of(request, found)
    wanted = form.cleaned_data["email"]
    done(
        request,
        lambda: actions.change_email(person=found, email=wanted, at=now(), actor=me(request).trail_name),
        wrong=LoginIsWrong,
        said=gettext("The e-mail is changed, all sessions have ended, and a mail says so to both addresses."),
    )
    return page_of(request, found)
