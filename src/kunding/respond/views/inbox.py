"""The inbox: who waits, what is due first on top."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kunding.customers.models import Customer
from kunding.listen.models import Channel
from kunding.respond.forms import BulkForm
from kunding.respond.models import Kind, SavedView, State
from kunding.respond.queries.chips import chips, hidden
from kunding.respond.queries.inbox import MOST, MOST_FOR_ME, counts, for_me, inbox, wanted
from kunding.respond.queries.labels import label_tree
from kunding.respond.queries.sight import sight_of
from kunding.respond.views.doing import me
from kunding.respond.views.saved import deleted_view
from kunding.respond.wording import sort_names

SEGMENTS_KEPT = 300  # seconds


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show who waits, what is due first on top."""
    person, pick = me(request), wanted(request.GET)
    sight = sight_of(person, at=now())
    page, names = inbox(pick, sight=sight, at=now()), {unit.pk: unit.name for unit in sight.units}
    return render(
        request,
        "respond/cases.html",
        {
            "page": page,
            "pick": pick,
            "asked": for_me(sight),
            "counts": counts(sight, at=now()),
            "views": SavedView.objects.filter(person=person),
            "most": MOST,
            "most_for_me": MOST_FOR_ME,
            "bulk": BulkForm(auto_id="bulk_%s"),
            "deleted": deleted_view(request),
            "chips": chips(pick, units=names),
            "hidden": hidden(pick),
            "units": sight.units,
            "sees_a_part": not sight.reach.everything,
            **_choices(),
        },
    )


def _choices() -> dict[str, object]:
    return {
        "kinds": Kind.choices,
        "states": State.choices,
        "channels": Channel.choices,
        "segments": _segments(),
        "labels": label_tree(),
        "sorts": sort_names(),
    }


def _segments() -> list[str]:
    """Many customers have few segments: they are asked for once in a while."""
    known: list[str] | None = cache.get("respond-segments")
    if known is None:
        known = list(
            Customer.objects.exclude(segment="").order_by("segment").values_list("segment", flat=True).distinct()
        )
        cache.set("respond-segments", known[:200], SEGMENTS_KEPT)
    return known[:200]
