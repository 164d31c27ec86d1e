"""What stands before every page: the access table and the content security policy."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from kunding.people.models import Person
from kunding.people.queries import roles_of
from kunding.web.access import Roles, is_open, may_open, methods_of

Answer = Callable[[HttpRequest], HttpResponseBase]

# No script, style or frame but our own files: a customer's words can never run.
CONTENT_SECURITY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def roles_behind(request: HttpRequest, person: Person) -> Roles:
    """Return the roles of whoever asks; the database is asked once for each request."""
    kept: Roles | None = getattr(request, "roles", None)
    if kept is None:
        kept = request.roles = roles_of(person)  # type: ignore[attr-defined]
    return kept


class AccessMiddleware:
    """Asks the access table before any view runs."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the question is asked in process_view, where the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Send strangers to the login and refuse people without the role."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if is_open(name):
            return _if_method_fits(request, name)
        if not isinstance(request.user, Person):
            return _to_login(request)
        if not may_open(name, roles_behind(request, request.user)):
            raise PermissionDenied
        return _if_method_fits(request, name)


class ContentSecurityMiddleware:
    """Tells the browser to run nothing but our own files."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to every answer."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not response.headers.get("Cache-Control") and not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"  # customers' words stay out of shared computers' caches
        return response


def _if_method_fits(request: HttpRequest, name: str) -> HttpResponseBase | None:
    allowed = methods_of(name)
    return None if request.method in allowed else HttpResponseNotAllowed(sorted(allowed))


def _to_login(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        # A fragment cannot show a login: the whole page goes there.
        return HttpResponse(status=204, headers={"HX-Redirect": "/account/login/"})
    return redirect_to_login(request.get_full_path())
