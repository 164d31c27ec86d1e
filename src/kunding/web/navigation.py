"""What the shell of every page shows: the company, the places one may go to, light and language."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Company, Person
from kunding.web.access import TABLE, Roles, may_open
from kunding.web.accounts import company_login_name, demo_logins
from kunding.web.middleware import roles_behind

LIGHTS = ("auto", "light", "dark")


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    url_name: str
    title: Any  # a lazy translation
    icon: str
    rooms: tuple[str, ...] = ()  # pages of these addresses belong to it, too
    address: str = ""
    here: bool = False


PLACES = (
    Place("cockpit:cockpit", _("Cockpit"), "layout-dashboard"),
    Place("cockpit:feedback", _("Feedback"), "messages", ("cockpit:one_feedback",)),
    Place("understand:themes", _("Themes"), "tags", ("understand:theme",)),
    Place("improve:pains", _("Pain points"), "coin-euro", ("improve:pain",)),
    Place("customers:customers", _("Customers"), "users", ("respond:customer", "customers:duplicates", "web:erase")),
    Place("respond:cases", _("Cases"), "clock", ("respond:case", "respond:trail", "respond:earlier")),
)
ASIDE = (
    Place("cockpit:gulfs", _("Gulfs between units"), "arrows-exchange"),
    Place("customers:campaigns", _("What is going out"), "speakerphone", ("customers:plan", "customers:limits")),
    Place("respond:goodwill", _("Goodwill"), "coin-euro", ("respond:allowances",)),
    Place("respond:promises", _("What we promise"), "clock"),
    Place("respond:templates", _("Templates of replies"), "file-text", ("respond:template",)),
    Place("respond:labels", _("Labels of cases"), "tags"),
    Place("cockpit:report", _("Board report"), "report-analytics"),
    Place("improve:assumptions", _("Assumptions"), "scale"),
    Place("listen:sources", _("Sources"), "message-2"),
    Place("respond:webhooks", _("Webhooks"), "bolt", ("respond:webhook",)),
    Place("cockpit:method", _("How figures are computed"), "info-circle"),
    Place("web:works_council", _("What is stored about employees"), "shield-check"),
    Place("people:people", _("People"), "users", ("people:person", "people:add")),
    Place("people:me", _("Absences, sessions, tokens"), "user"),
    Place("mfa_index", _("Login and security"), "key"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what `web/base.html` needs on each page."""
    match = request.resolver_match
    here = match.view_name if match else ""
    person = getattr(request, "user", None)
    roles = roles_behind(request, person) if isinstance(person, Person) else frozenset()
    company = Company.objects.filter(id=1).first()
    light = request.COOKIES.get("light", "auto")
    return {
        "company": company,
        "places": _shown(PLACES, roles, here),
        "aside_places": _shown(ASIDE, roles, here),
        # "room_page" → allowed, so that a template shows no button that would be refused
        "may": {name.replace(":", "_"): may_open(name, roles) for name in TABLE} if roles else {},
        "light": light if light in LIGHTS else "auto",
        "language": get_language(),
        "company_login": company_login_name() if here == "account_login" else "",
        "demo_logins": demo_logins() if here == "account_login" else [],
    }


def _shown(places: tuple[Place, ...], roles: Roles, here: str) -> list[Place]:
    if not roles:
        return []
    return [_placed(place, here) for place in places if may_open(place.url_name, roles) and _address(place.url_name)]


def _placed(place: Place, here: str) -> Place:
    is_here = here == place.url_name or here in place.rooms
    return Place(place.url_name, place.title, place.icon, place.rooms, _address(place.url_name), is_here)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
