"""One person, as administrators look after them, and oneself."""

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.people import actions
from kunding.people.actions.absences import AbsenceIsWrong
from kunding.people.actions.logins import has_second_factor
from kunding.people.actions.rights import RightIsWrong
from kunding.people.forms import AbsenceForm, EmailForm, PlaceForm, RoleForm, TokenForm
from kunding.people.invitation import password_link
from kunding.people.keeping import may_note_absence
from kunding.people.models import Absence, AccessToken, Grant, Person
from kunding.people.queries import absences_from
from kunding.people.views.looking_after import done, first_trouble, kept_person, me, own_or_kept, page_of


@require_GET
def person(request: HttpRequest, key: int) -> HttpResponse:
    """Show one person with roles, unit, absences, sessions and tokens."""
    return kept_page(request, kept_person(request, key))


@require_GET
def myself(request: HttpRequest) -> HttpResponse:
    """Show oneself: absences, sessions, tokens."""
    return _shown(request, me(request), {"keeps": False})


@require_POST
def grant(request: HttpRequest, key: int) -> HttpResponse:
    """Give a role."""
    found, form = kept_person(request, key), RoleForm(request.POST)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return page_of(request, found)
    role, unit = form.cleaned_data["role"], form.cleaned_data["unit"]
    done(
        request,
        lambda: actions.give_role(person=found, role=role, unit=unit, at=now(), actor=me(request).trail_name),
        wrong=RightIsWrong,
        said=gettext("The role is given."),
    )
    return page_of(request, found)


@require_POST
def withdraw_role(request: HttpRequest, key: int, grant: int) -> HttpResponse:
    """Take a role away."""
    found = kept_person(request, key)
    held = get_object_or_404(Grant.objects.select_related("person", "unit"), pk=grant, person=found)
    done(
        request,
        lambda: actions.withdraw_role(grant=held, at=now(), actor=me(request).trail_name),
        wrong=RightIsWrong,
        said=gettext("The role is withdrawn."),
    )
    return page_of(request, me(request) if held.person_id == me(request).pk else found)


@require_POST
def place(request: HttpRequest, key: int) -> HttpResponse:
    """Say in which unit somebody works."""
    found, form = kept_person(request, key), PlaceForm(request.POST)
    if form.is_valid():
        actions.place_person(person=found, unit=form.cleaned_data["unit"], at=now(), actor=me(request).trail_name)
        messages.success(request, gettext("The unit is noted."))
    else:
        messages.warning(request, first_trouble(form))
    return page_of(request, found)


@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Close the door behind somebody who left."""
    found = kept_person(request, key)
    done(
        request,
        lambda: actions.deactivate_person(person=found, at=now(), actor=me(request).trail_name),
        wrong=RightIsWrong,
        said=gettext("Nobody can log in as this person any more; sessions and tokens have ended."),
    )
    return page_of(request, found)


@require_POST
def come_back(request: HttpRequest, key: int) -> HttpResponse:
    """Let somebody in again."""
    found = kept_person(request, key)
    actions.reactivate_person(person=found, at=now(), actor=me(request).trail_name)
    messages.success(request, gettext("This person may log in again."))
    return page_of(request, found)


@require_POST
def link(request: HttpRequest, key: int) -> HttpResponse:
    """Show a new link to set a password."""
    found = kept_person(request, key)
    if not found.is_active:
        raise Http404
    return kept_page(request, found, link=password_link(found))


@require_POST
def untie(request: HttpRequest, key: int) -> HttpResponse:
    """Forget which account of the company's directory somebody logs in with: the next login ties a new one."""
    found = kept_person(request, key)
    actions.untie_login(person=found, at=now(), actor=me(request).trail_name)
    messages.success(request, gettext("The next login through the company ties this person anew."))
    return page_of(request, found)


@require_POST
def log_out(request: HttpRequest, key: int) -> HttpResponse:
    """End all sessions of somebody, or one's own: also this one."""
    found = own_or_kept(request, key)
    actions.end_sessions(person=found, at=now(), actor=me(request).trail_name)
    messages.success(request, gettext("All sessions have ended."))
    return redirect("account_login") if found.pk == me(request).pk else page_of(request, found)


@require_POST
def absent(request: HttpRequest, key: int) -> HttpResponse:
    """Note when somebody is away, and who stands in."""
    found = get_object_or_404(Person, pk=key)
    if not may_note_absence(me(request), of=found):
        raise Http404
    form = AbsenceForm(request.POST, of=found)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return _back(request, found)
    done(
        request,
        lambda: actions.note_absence(person=found, **form.cleaned_data, at=now(), actor=me(request).trail_name),
        wrong=AbsenceIsWrong,
        said=gettext("The absence is noted."),
    )
    return _back(request, found)


@require_POST
def present(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw an absence."""
    absence = get_object_or_404(Absence.objects.select_related("person"), pk=key)
    if not may_note_absence(me(request), of=absence.person):
        raise Http404
    actions.withdraw_absence(absence=absence, at=now(), actor=me(request).trail_name)
    messages.success(request, gettext("The absence is withdrawn."))
    return _back(request, absence.person)


@require_POST
def issue_token(request: HttpRequest) -> HttpResponse:
    """Issue a token that acts with one's own rights; it is shown this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return redirect("people:me")
    viewer = me(request)
    token = actions.issue_token(person=viewer, name=form.cleaned_data["name"], at=now(), actor=viewer.trail_name)
    # Shown at once, not after a redirect: a secret that waits in the session would lie in the database.
    return _shown(request, viewer, {"keeps": False, "token": token})


@require_POST
def revoke_token(request: HttpRequest, key: int) -> HttpResponse:
    """Revoke a token: one's own, or as an administrator anybody's."""
    token = get_object_or_404(AccessToken.objects.select_related("person"), pk=key)
    found = own_or_kept(request, token.person_id)
    actions.revoke_token(token=token, at=now(), actor=me(request).trail_name)
    messages.success(request, gettext("The token is revoked."))
    return _back(request, found)


def kept_page(request: HttpRequest, person: Person, *, link: str = "") -> HttpResponse:
    """Return the page with which an administrator looks after somebody; a link is shown this once."""
    forms = {
        "role_form": RoleForm(),
        "place_form": PlaceForm(initial={"unit": person.unit_id}),
        "email_form": EmailForm(initial={"email": person.email}),
        "second_factor": has_second_factor(person),
    }
    tied = SocialAccount.objects.filter(user=person).exists()
    return _shown(request, person, {**forms, "keeps": True, "link": link, "tied": tied})


def _shown(request: HttpRequest, found: Person, more: dict[str, object]) -> HttpResponse:
    shown = {
        "person": found,
        "grants": found.grants.select_related("unit").order_by("role", "unit__name"),
        "absences": absences_from(localdate(), people=[found.pk]).get(found.pk, []),
        "absence_form": AbsenceForm(of=found),
        "tokens": found.tokens.order_by("-issued_at"),
        "token_form": TokenForm(),
        "is_me": found.pk == me(request).pk,
        **more,
    }
    return render(request, "people/person.html", shown)


def _back(request: HttpRequest, person: Person) -> HttpResponse:
    return redirect("people:me") if request.POST.get("to") == "me" else page_of(request, person)
