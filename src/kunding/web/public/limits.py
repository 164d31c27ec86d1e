"""How often one address may ask: counted for all processes, forgotten in minutes."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kunding.web.counting import SharedCounts

# A private address is a proxy of our own, or a house full of people: many stand behind it.
PRIVATE = tuple(
    map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)
MANY = 50
ONE_HOME = 64  # bits of an IPv6 address that belong to one connection


@dataclass(frozen=True)
class Limit:
    """At most `times` in so many seconds, for one address or for everybody together."""

    name: str
    times: int
    seconds: int
    together: bool = False


LOOKS = Limit("looks", 120, 60)
WRONG_WORDS = Limit("wrong words", 20, 600)
MESSAGES = Limit("messages", 20, 600)
NEW_MATTERS = Limit("new matters", 6, 600)
ALL_NEW_MATTERS = Limit("all new matters", 600, 3600, together=True)


def is_used_up(limit: Limit, request: HttpRequest) -> bool:
    """Return whether the limit is reached, without counting."""
    return int(cache.get(_key(limit, request), 0)) >= _times(limit, request)


def spend(limit: Limit, request: HttpRequest) -> bool:
    """Count once and return whether it was within the limit."""
    key = _key(limit, request)
    return cast(SharedCounts, cache).counted(key, seconds=limit.seconds) <= _times(limit, request)


def _times(limit: Limit, request: HttpRequest) -> int:
    return limit.times * (MANY if not limit.together and is_shared(_address(request)) else 1)


def is_shared(address: str) -> bool:
    """Return whether many people may stand behind an address.

    >>> is_shared("10.0.0.7"), is_shared("93.184.216.34"), is_shared("")
    (True, False, True)
    """
    try:
        known = ip_address(address)
    except ValueError:
        return True
    return any(known in network for network in PRIVATE)


def _key(limit: Limit, request: HttpRequest) -> str:
    who = "everybody" if limit.together else home_of(_address(request))
    return f"public:{limit.name.replace(' ', '-')}:{who}"


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def home_of(address: str) -> str:
    """Return what one connection has for itself: the address, or the network of an IPv6 one.

    >>> home_of("2001:db8:1:2:3:4:5:6"), home_of("192.0.2.7"), home_of("")
    ('2001:db8:1:2::', '192.0.2.7', 'unknown')
    """
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network((known, ONE_HOME), strict=False).network_address)
    return str(known)
