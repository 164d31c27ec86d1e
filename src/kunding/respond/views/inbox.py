"""The inbox: who waits, what is due first on top."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kunding.people.models import Unit
from kunding.respond.queries.case_pages import SHOWN, case_list
from kunding.respond.views.doing import me


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show who waits, what is due first on top."""
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    word = request.GET.get("unit", "")
    unit = int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else None
    page, rows = case_list(viewer=me(request), show=show, unit=unit, at=now(), number=request.GET.get("page", "1"))
    units = Unit.objects.order_by("name")
    return render(
        request, "respond/cases.html", {"page": page, "rows": rows, "show": show, "unit": unit, "units": units}
    )
