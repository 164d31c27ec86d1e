"""Programs come with a token instead of a session."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from kunding.people.models import Person
from kunding.people.queries import person_with_token
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
        person = _person_of(request)
        request.user = person or AnonymousUser()
        if person is None:
            if not within(WRONG_TOKENS, of=address_of(request)):
                return JsonResponse({"detail": TOO_OFTEN}, status=429)
            return JsonResponse({"detail": UNKNOWN}, status=401, headers={"WWW-Authenticate": "Bearer"})
        if not within(TOKEN_CALLS, of=person.trail_name):
            return JsonResponse({"detail": TOO_OFTEN}, status=429)
        return self.get_response(request)


def _person_of(request: HttpRequest) -> Person | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return person_with_token(token) if kind == "Bearer" and token else None
