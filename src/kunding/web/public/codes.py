"""QR codes that lead to the form, one per touchpoint, for leads to print."""

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kunding.journeys.models import Touchpoint

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
POINTS = 12  # pixels per module of the PNG: sharp on paper up to 10 cm
QUIET = 4  # modules of white around it, as the standard asks


@require_GET
def codes(request: HttpRequest) -> HttpResponse:
    """Show all touchpoints with their codes."""
    touchpoints = Touchpoint.objects.select_related("unit").order_by("name")
    return render(request, "web/public/codes.html", {"touchpoints": touchpoints, "address": address_of("")})


@require_GET
def code(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """Return one code as a file; the form's address is the configured one, whatever the request says."""
    found = get_object_or_404(Touchpoint, code=place)
    drawn = BytesIO()
    segno.make(address_of(found.code), error="m", micro=False).save(drawn, kind=kind, scale=POINTS, border=QUIET)
    named = f'attachment; filename="{"".join(sign for sign in found.code if sign.isalnum() or sign in "-_")}.{kind}"'
    return HttpResponse(drawn.getvalue(), content_type=MEDIA_TYPES[kind], headers={"Content-Disposition": named})


def address_of(place: str) -> str:
    """Return where the form of a touchpoint lies."""
    asked = f"?ort={quote(place)}" if place else ""
    return f"{settings.KUNDING_URL}{reverse('public:tell_us')}{asked}"
