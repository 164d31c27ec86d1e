"""Receivers on the loopback, to which Kunding may connect, and little patience."""

from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from kunding.conftest import Firm
from kunding.listen.tests.conftest import fresh_home
from kunding.respond.actions import calling
from kunding.respond.calls import line
from tests.mail.conftest import smtp
from tests.webhooks.office import Office
from tests.webhooks.receiver import Receiver, running

__all__ = ["fresh_home", "smtp"]


@pytest.fixture(autouse=True)
def impatient(settings, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Wait for a second, where the product waits for ten."""
    settings.KUNDING_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    for name, seconds in (("TIMEOUT", 1.0), ("LONGEST_CALL", 1.2), ("LONGEST_REST", 0.2)):
        monkeypatch.setattr(line, name, seconds)
    monkeypatch.setattr(calling, "monotonic", float)  # a turn takes no time


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as server:
        yield server


@pytest.fixture
def office(firm: Firm) -> Office:
    return Office(firm)
