"""Pages of the shell itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from kunding.listen.models import Source
from kunding.people.actions import choose_language
from kunding.people.models import Person
from kunding.web.navigation import LIGHTS
from kunding.web.stored import MADE_SURE, NEVER, STORED, doors_of, sources_of

A_YEAR = 365 * 24 * 3600


@require_POST
def light(request: HttpRequest) -> HttpResponse:
    """Remember whether the person wants light or dark pages, or what the system says."""
    response = redirect(_back(request))
    wanted = request.POST.get("light", "")
    if wanted in LIGHTS:
        response.set_cookie(
            "light", wanted, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
        )
    return response


def language(request: HttpRequest) -> HttpResponse:
    """Speak another language: in this browser from now on, and to the person who is logged in everywhere."""
    response: HttpResponse = set_language(request)
    wanted = request.POST.get("language", "")
    if isinstance(request.user, Person) and wanted in dict(settings.LANGUAGES):
        choose_language(person=request.user, language=wanted, at=now())
    return response


@require_GET
def works_council(request: HttpRequest) -> HttpResponse:
    """Show what is stored about employees, who sees it, for how long, and where customers' words come from."""
    shown = {
        "stored": [(row, list(doors_of(row))) for row in STORED],
        "never": NEVER,
        "made_sure": MADE_SURE,
        "sources": list(sources_of(Source.objects.order_by("name"))),
        "small_units_are_shown_as_one": settings.KUNDING_WORKS_COUNCIL,
    }
    return render(request, "web/works_council.html", shown)


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Say that the server answers."""
    return JsonResponse({"ok": True})


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    return address if is_ours else "/"
