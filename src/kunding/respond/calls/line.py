"""A line to one receiver: short, to the address that was checked, and indifferent to what the receiver sends back."""

import asyncio
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import TracebackType
from typing import Self

import httpx

from kunding.listen.sources.network import AddressIsForbidden, Network, resolved
from kunding.respond.calls.address import port_of

TIMEOUT = 5.0  # seconds without a byte
LONGEST_CALL = 10.0  # seconds in all, however slowly a receiver drips
LONGEST_REST = 1.0  # seconds for the body of the answer, which nobody reads
MOST_READ = 65_536  # bytes of that body; above it the line is cut
NAME = {"User-Agent": "Kunding", "Content-Type": "application/json", "Accept-Encoding": "identity"}


class Failure(StrEnum):
    """Why a call was not taken."""

    FORBIDDEN = "forbidden"  # in a private network that nobody allowed
    UNKNOWN = "unknown"  # no host of that name
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"  # the certificate
    SILENT = "silent"
    BROKEN = "broken"  # what came back is no HTTP
    REDIRECTS = "redirects"  # which nobody follows
    REFUSES = "refuses"  # says 4xx or 5xx
    GONE = "gone"  # says 410: never again


@dataclass(frozen=True)
class Reply:
    """What came of a call: the receiver's status, where it gave one, and why it did not take the call."""

    status: int | None = None
    failure: Failure | None = None

    @property
    def taken(self) -> bool:
        """Return whether the receiver said that it has it."""
        return self.failure is None


class Line:
    """Calls one address, several times on one connection; use it with `with`."""

    def __init__(self, url: str, *, allowed: Sequence[Network]) -> None:
        self.url = httpx.URL(url)
        self.allowed = allowed
        self._hosts: list[str] = []
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(verify=trusted(), trust_env=False, follow_redirects=False, timeout=TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def call(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Hand the body over and return what came of it; nothing is raised, whatever the receiver does."""
        try:
            # Looked up once and connected to just that: a name that points elsewhere a moment later helps nobody.
            self._hosts = self._hosts or resolved(self.url.host, port_of(self.url), self.allowed)
        except AddressIsForbidden:
            return Reply(failure=Failure.FORBIDDEN)
        except OSError:
            return Reply(failure=Failure.UNKNOWN)
        return self._runner.run(self._call(body, headers))

    async def _call(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            async with asyncio.timeout(LONGEST_CALL):
                return await self._post_to_first_that_answers(body, headers)
        except (TimeoutError, httpx.TimeoutException):
            return Reply(failure=Failure.SILENT)
        except httpx.ConnectError as error:
            is_about_trust = any(isinstance(cause, ssl.SSLError) for cause in _causes(error))
            return Reply(failure=Failure.NOT_TRUSTED if is_about_trust else Failure.UNREACHABLE)
        except httpx.HTTPError:
            return Reply(failure=Failure.BROKEN)

    async def _post_to_first_that_answers(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        for host in self._hosts[:-1]:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._post(host, body, headers)
        return await self._post(self._hosts[-1], body, headers)

    async def _post(self, host: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        named = {**NAME, "Host": self.url.netloc.decode("ascii"), **headers}
        # The certificate is checked against the name, though the connection goes to the address.
        asked = {"sni_hostname": self.url.raw_host.decode("ascii")}
        where = self.url.copy_with(host=host)
        async with self._client.stream("POST", where, content=body, headers=named, extensions=asked) as answer:
            await _pass_over(answer)
        return Reply(answer.status_code, _failure(answer.status_code))


@cache
def trusted() -> ssl.SSLContext:
    """Return whose certificates are trusted: those of the system. Read once, because that takes a tenth of a second."""
    return ssl.create_default_context()


async def _pass_over(answer: httpx.Response) -> None:
    """Read the little that lets the connection be used again; what is long or slow is cut off."""
    read = 0
    with suppress(TimeoutError, httpx.HTTPError):
        async with asyncio.timeout(LONGEST_REST):
            async for part in answer.aiter_raw():
                read += len(part)
                if read > MOST_READ:
                    return


def _failure(status: int) -> Failure | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return Failure.REDIRECTS
    return Failure.GONE if status == 410 else Failure.REFUSES


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
