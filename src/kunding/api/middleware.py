"""Programs come with a token instead of a session."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from kunding.people.queries import Bearer, bearer_of
from kunding.web.limits import TOKEN_CALLS, WRONG_TOKENS, address_of, within

PREFIX = "/api/"
UNKNOWN = "Send a valid token as “Authorization: Bearer …”; `kunding person token` issues one."
TOO_OFTEN = "That was too often; wait some minutes."


class TokenMiddleware:
    """Lets a request to the API act with the rights of its token's person.

    A session does not count here, so no other site can make a browser call the API with somebody's cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name the person behind the token, or refuse."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        bearer = _bearer_of(request)
        request.user = bearer.person if bearer else AnonymousUser()
        if bearer is None:
            if not within(WRONG_TOKENS, of=address_of(request)):
                return JsonResponse({"detail": TOO_OFTEN}, status=429)
            return JsonResponse({"detail": UNKNOWN}, status=401, headers={"WWW-Authenticate": "Bearer"})
        if not within(TOKEN_CALLS, of=bearer.person.trail_name):
            return JsonResponse({"detail": TOO_OFTEN}, status=429)
        request.roles = bearer.roles  # type: ignore[attr-defined]
        return self.get_response(request)


def _bearer_of(request: HttpRequest) -> Bearer | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return bearer_of(token) if kind == "Bearer" and token else None
