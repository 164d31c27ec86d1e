"""Pain points, their price, and what is assumed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kunding.improve.models import PainPoint
from kunding.improve.queries.priced import priced_pains, widest


@require_GET
def pains(request: HttpRequest) -> HttpResponse:
    """Show the priced backlog, the dearest first."""
    found = priced_pains()
    return render(request, "improve/pains.html", {"pains": found, "widest": widest(found)})


@require_GET
def pain(request: HttpRequest, key: int) -> HttpResponse:
    """Show whether it is real, what it costs, and who moves."""
    return render(request, "improve/pain.html", {"pain": get_object_or_404(PainPoint, pk=key)})
