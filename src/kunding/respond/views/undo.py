"""What was taken away on a page is offered back there: at once, and for a month."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.respond.actions.removals import ComesBackNowhere, bring_back
from kunding.respond.models import Kept, Removal
from kunding.respond.views.doing import me

OFFERED_FOR = timedelta(days=30)
MOST = 20
PAGES = {
    Kept.TEMPLATE: "respond:templates",
    Kept.LABEL: "respond:labels",
    Kept.PROMISES: "respond:promises",
    Kept.LADDER: "respond:promises",
}


def gone(request: HttpRequest, *kinds: Kept) -> dict[str, object]:
    """Return what a page offers to bring back: what was taken away just now, and what in the last month."""
    lately = Removal.objects.filter(kind__in=kinds, back_at=None, at__gt=now() - OFFERED_FOR).select_related("by")
    found = list(lately.order_by("-at", "-pk")[:MOST])
    just_now = request.GET.get("gone", "")
    return {
        "gone_now": next((one for one in found if str(one.pk) == just_now), None),
        "gone_lately": [one for one in found if str(one.pk) != just_now],
        "back_address": "respond:promise_back" if Kept.PROMISES in kinds else f"respond:{kinds[0].value}_back",
    }


def with_undo(page: str, removal: Removal) -> HttpResponse:
    """Go to a page that says what is gone and offers it back."""
    return redirect(f"{reverse(page)}?gone={removal.pk}")


@require_POST
def back(request: HttpRequest, key: int, kinds: tuple[Kept, ...]) -> HttpResponse:
    """Bring back what was taken away."""
    removal = get_object_or_404(Removal, pk=key, kind__in=kinds)
    try:
        bring_back(removal=removal, by=me(request), at=now())
        messages.success(request, gettext("It is back as it was."))
    except ComesBackNowhere as no:
        messages.warning(request, str(no))
    return redirect(PAGES[Kept(removal.kind)])
