"""A letter that did not arrive is sent once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.respond import actions
from kunding.respond.models import Outgoing
from kunding.respond.queries.parts import whole_of
from kunding.respond.views.doing import back, me, served


@require_POST
def again(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Send a letter of the case again."""
    letter = get_object_or_404(Outgoing, pk=key, case__in=whole_of(served(request, number)))
    try:
        actions.send_again(letter=letter, by=me(request), at=now())
        messages.success(request, gettext("The mail is on its way again."))
    except actions.LetterIsOnItsWay as no:
        messages.warning(request, str(no))
    return back(request, number)
