"""Mails that claim to belong to a case: whoever may act in it says whether they do.

The mail lies in a room that knows no cases, so this door asks the one and tells the other.
"""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.listen.actions import replay
from kunding.people.models import Person
from kunding.respond.models import Case
from kunding.respond.queries.outgoing import claims_of
from kunding.respond.queries.sight import served_case


@require_POST
def claim(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Let the mail into the case, or let it be a matter of its own."""
    viewer = cast(Person, request.user)
    try:
        case = served_case(number, viewer=viewer, at=now())
        if case.merged_into is not None:
            case = served_case(case.merged_into.number, viewer=viewer, at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    aside = next((one for one in claims_of(case) if one.pk == key), None)
    if aside is None:
        raise Http404
    belongs = request.POST.get("belongs") == "yes"
    replay(keys=[aside.pk], at=now(), by=viewer, joins=belongs)
    if belongs:
        messages.success(request, gettext("The mail comes into this case. Answers still go to the customer alone."))
    else:
        messages.success(request, gettext("The mail becomes a matter of its own."))
    return redirect("respond:case", number)
