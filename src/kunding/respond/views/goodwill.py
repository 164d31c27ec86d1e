"""What each unit gave in a month, what for, and how it ended; no figures per person."""

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kunding.respond.queries.goodwill import budgets, month_of, waiting_for
from kunding.respond.views.doing import me

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@require_GET
def goodwill(request: HttpRequest) -> HttpResponse:
    """Show the months of the units."""
    month = _month(request.GET.get("month", ""))
    shown = {
        "month": month,
        "before": _shifted(month, -1),
        "after": _shifted(month, 1) if month < month_of(now()) else None,
        "budgets": budgets(me(request), month=month),
        "waiting": waiting_for(me(request), at=now()),
    }
    return render(request, "respond/goodwill.html", shown)


def _month(word: str) -> date:
    found = _MONTH.fullmatch(word) if word.isascii() else None
    return date(int(found[1]), int(found[2]), 1) if found else month_of(now())


def _shifted(month: date, by: int) -> date:
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)
