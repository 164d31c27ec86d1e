"""What the browser needs to draw a chart: numbers, names, and the address behind each part."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import MONTHS_3

from kunding.cockpit.queries.course import KINDS, Month, kind_names

COLOURS = {"negative": "warning", "unclear": "line", "neutral": "quiet", "positive": "accent"}


def course_chart(months: Sequence[Month], kept: Mapping[str, str]) -> dict[str, Any]:
    """Return the chart of volume and mood; `kept` are the page's own filters, which each link keeps."""
    names = kind_names()
    return {
        "labels": [_label(month) for month in months],
        "series": [
            {
                "name": names[kind],
                "colour": COLOURS[kind],
                "values": [month.counts[kind] for month in months],
                "links": [_behind(month, kind, kept) for month in months],
            }
            for kind in KINDS
        ],
        "rows": [{"label": _label(month), "values": [month.counts[kind] for kind in KINDS]} for month in months],
    }


def _label(month: Month) -> str:
    return f"{MONTHS_3[month.first.month].title()} {month.first:%y}"


def _behind(month: Month, kind: str, kept: Mapping[str, str]) -> str:
    mood = {"unclear": "yes"} if kind == "unclear" else {"sentiment": kind}
    fields = {**kept, **mood, "since": month.first.isoformat(), "until": month.last.isoformat()}
    fields.pop("period", None)
    return f"{reverse('cockpit:feedback')}?{urlencode(fields)}"
