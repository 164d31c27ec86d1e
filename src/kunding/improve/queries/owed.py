"""When pain points are to be named and priced anew; the trail tells."""

from datetime import datetime, timedelta

from django.db.models import Max

from kunding.improve.models import PainPoint
from kunding.trail.models import Entry
from kunding.trail.queries import newest_entry
from kunding.understand.models import Membership

ACTS_ON_THEMES = ("find_themes", "merge_themes", "unmerge_theme", "split_theme", "hide_theme", "show_theme")
ACTS_ON_PRICES = ("name_pain_points", "open_pain_point", "restore_pain_point", "set_assumptions", "receive_customers")
GROWN = 0.02  # so much more feedback was placed, as a part of what was placed last time
RENEWED_AFTER = timedelta(hours=1)


def naming_owed(at: datetime) -> list[str]:
    """Return the chore to look for annoyances: when themes changed, or feedback was placed since.

    A little new feedback waits for an hour: a million rows are not counted again for each mail.
    """
    last = Entry.objects.filter(act="name_pain_points").order_by("-id").first()
    placed = newest_placed()
    if last is None:
        return ["pain points"] if placed else []
    if newest_entry(acts=ACTS_ON_THEMES) > last.pk:
        return ["pain points"]
    # Numbers have gaps, so their difference is an upper bound of what is new: at worst we look too early.
    new = placed - int(last.detail["placed"])
    waited = at - last.at >= RENEWED_AFTER
    return ["pain points"] if new > int(last.detail["members"]) * GROWN or (waited and new > 0) else []


def pricing_owed(at: datetime) -> list[str]:
    """Return the chore to price pain points: when they were looked for, opened, or what is assumed has changed."""
    priced = newest_entry(acts=("price_pain_points",))
    if newest_entry(acts=ACTS_ON_PRICES) <= priced:
        return []
    return ["prices"] if PainPoint.objects.filter(dismissal=None).exists() else []


def newest_placed() -> int:
    """Return the number of the newest feedback that was placed in themes, 0 where none was."""
    return Membership.objects.aggregate(newest=Max("pk"))["newest"] or 0
