"""Where feedback comes from: mailboxes, and mails that wait for a person."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.listen import actions
from kunding.listen.files import FileIsMissing
from kunding.listen.models import Quarantine
from kunding.listen.queries import in_quarantine, mailbox_states
from kunding.people.models import Person

PER_PAGE = 50


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Show the mailboxes, and what is in quarantine."""
    page = Paginator(in_quarantine(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "listen/sources.html", {"mailboxes": mailbox_states(), "page": page})


@require_POST
def replay(request: HttpRequest, key: int) -> HttpResponse:
    """Try one mail in quarantine again."""
    aside = get_object_or_404(Quarantine, pk=key)
    try:
        released = actions.replay(keys=[aside.pk], at=now(), by=cast(Person, request.user))
    except FileIsMissing:
        messages.warning(request, gettext("The mail’s bytes are no longer there."))
        return redirect("listen:sources")
    if released:
        messages.success(request, gettext("The mail is on its way to the feedback."))
    else:
        messages.warning(request, gettext("That did not work this time either. The mail stays here."))
    return redirect("listen:sources")
