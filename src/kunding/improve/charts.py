"""The trend of a pain point as the browser draws it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext

from kunding.improve.queries.pain_page import PainPage


def trend_chart(page: PainPage) -> dict[str, Any]:
    """Return how often it was said per month, with what was done about it."""
    months = _every_month(page.months)
    return {
        "labels": [_label(month) for month, _ in months],
        "series": [
            {
                "name": gettext("Feedback"),
                "colour": "warning",
                "values": [count for _, count in months],
                "links": [_behind(page.point.theme_id, month) for month, _ in months],
            }
        ],
        "events": [
            {"name": done.initiative.title, "label": _label(done.initiative.shipped_on)}
            for done in page.initiatives
            if done.initiative.shipped_on
        ],
        "rows": [{"label": _label(month), "values": [count]} for month, count in months],
    }


def _every_month(months: list[tuple[date, int]]) -> list[tuple[date, int]]:
    if not months:
        return []
    counts, month, last = dict(months), months[0][0], months[-1][0]
    every = []
    while month <= last:
        every.append((month, counts.get(month, 0)))
        month += relativedelta(months=1)
    return every


def _label(day: date) -> str:
    return f"{MONTHS_3[day.month].title()} {day:%y}"


def _behind(theme: int, month: date) -> str:
    last = month + relativedelta(months=1, days=-1)
    fields = {"theme": theme, "since": month.isoformat(), "until": last.isoformat()}
    return f"{reverse('cockpit:feedback')}?{urlencode(fields)}"
