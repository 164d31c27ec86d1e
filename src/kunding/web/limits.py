"""How often something may be tried: counted by address and by target for all processes, forgotten in minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kunding.web.counting import SharedCounts
from kunding.web.public.limits import home_of

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Limit:
    """At most `times` in `seconds` of one kind."""

    name: str
    times: int
    seconds: int


WRONG_TOKENS = Limit("wrong-tokens", 30, 300)
TOKEN_CALLS = Limit("token-calls", 30_000, 60)  # a program gone mad, not a busy one


def within(limit: Limit, *, of: str) -> bool:
    """Count one try of somebody (an address, a target) and return whether it was allowed."""
    return cast(SharedCounts, cache).counted(_key(limit, of), seconds=limit.seconds) <= limit.times


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address, an IPv6 one as the network that one connection has."""
    try:
        return home_of(str(get_adapter().get_client_ip(request)))
    except PermissionDenied:
        return "unknown"


def limited(by_address: Limit, *, by_target: Limit | None = None, target: str = "") -> Callable[[View], View]:
    """Answer 429 where an address, or what the field or part `target` names, is tried too often."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **words: object) -> HttpResponse:
            allowed = within(by_address, of=address_of(request))
            if by_target is not None:
                named = str(words.get(target) or request.POST.get(target, "")).strip().lower()
                allowed = within(by_target, of=named) and allowed
            return view(request, *args, **words) if allowed else too_often(request)

        return answer

    return around


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that it was too often."""
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def _key(limit: Limit, of: str) -> str:
    # What people enter is no key of a cache: too long, or with characters that it refuses.
    return f"limit:{limit.name}:{sha256(of.encode('utf-8', 'replace')).hexdigest()}"
