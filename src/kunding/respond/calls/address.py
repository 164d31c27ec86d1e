"""Which addresses may be called."""

from collections.abc import Sequence
from enum import StrEnum

import httpx

from kunding.listen.sources.network import AddressIsForbidden, Network, all_named, resolved

LONGEST = 500


class Wrong(StrEnum):
    """Why an address cannot be called."""

    NO_ADDRESS = "no_address"
    IN_THE_OPEN = "in_the_open"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class AddressIsWrong(Exception):
    """The address cannot be called; `wrong` says why."""

    def __init__(self, wrong: Wrong) -> None:
        self.wrong = wrong
        super().__init__(wrong.value)


def checked_url(text: str, *, allowed: Sequence[Network]) -> httpx.URL:
    """Return the address; raises AddressIsWrong.

    Without encryption only networks are called that the operator allowed by name.
    """
    url = _read(text)
    try:
        resolved(url.host, port_of(url), allowed)
        if url.scheme == "http" and not all_named(url.host, port_of(url), allowed):
            raise AddressIsWrong(Wrong.IN_THE_OPEN)
    except AddressIsForbidden as error:
        raise AddressIsWrong(Wrong.FORBIDDEN) from error
    except OSError as error:
        raise AddressIsWrong(Wrong.UNKNOWN) from error
    return url


def port_of(url: httpx.URL) -> int:
    """Return the port that is connected to.

    >>> port_of(httpx.URL("https://erp.lindenau.example/kunding"))
    443
    """
    return url.port or (443 if url.scheme == "https" else 80)


def _read(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise AddressIsWrong(Wrong.NO_ADDRESS) from error
    is_whole = url.scheme in {"http", "https"} and url.host and len(text) <= LONGEST
    # A password in the address would be shown with it; the signature says who calls.
    if not is_whole or url.userinfo or url.fragment or not text.isprintable() or " " in text:
        raise AddressIsWrong(Wrong.NO_ADDRESS)
    return url
