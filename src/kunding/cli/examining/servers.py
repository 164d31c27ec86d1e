"""The servers that we speak to: do they answer at all? Needs Django."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress

from kunding.cli.examining.finding import Finding, careful, ok, wrong
from kunding.listen.sources.network import AddressIsForbidden, Network, connected

WAIT = 3.0  # seconds


def sending() -> Iterator[Finding]:
    """Say whether the server that sends our mail answers."""
    from django.conf import settings

    server = settings.KUNDING_SMTP
    if server is None:
        yield careful("sending mail", "no server is set: letters wait.", "Set KUNDING_SMTP and KUNDING_MAIL_FROM.")
        return
    trouble = _trouble(server.host, server.port)
    name = f"{server.host}:{server.port}"
    if trouble:
        yield wrong("sending mail", f"{name} does not answer: {trouble}.", "Check KUNDING_SMTP and the network.")
    else:
        yield ok("sending mail", f"{name} answers.")


def mailboxes() -> Iterator[Finding]:
    """Say for each mailbox whether it answers, and what went wrong at the last look."""
    from django.conf import settings

    from kunding.listen.queries import mailbox_states
    from kunding.listen.sources.imap import read_address
    from kunding.listen.sources.mailbox import AddressIsWrong

    for state in mailbox_states():
        what, trouble = f"mailbox “{state.name}”", ""
        with suppress(AddressIsWrong):
            if state.kind == "imap":
                address = read_address(state.address)
                trouble = _trouble(address.host, address.port, allowed=settings.KUNDING_ALLOWED_NETWORKS)
        if trouble:
            yield wrong(what, f"its server does not answer: {trouble}.", "Check the address and the network.")
        elif state.failure:
            yield wrong(what, f"{state.failure} {state.failure_detail}".strip(), "See `kunding source list`.")
        else:
            yield ok(what, "it can be looked into.")


def _trouble(host: str, port: int, *, allowed: Sequence[Network] | None = None) -> str:
    """Return why nobody answers there, "" where somebody does; with `allowed`, an address that people typed in."""
    try:
        if allowed is None:
            socket.create_connection((host, port), timeout=WAIT).close()
        else:
            connected(host, port, allowed=allowed, timeout=WAIT).close()
    except AddressIsForbidden as forbidden:
        return str(forbidden).rstrip(".")
    except OSError as error:
        return error.strerror or str(error) or "no answer"
    return ""
