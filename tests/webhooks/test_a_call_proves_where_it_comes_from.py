import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kunding.respond.actions import change_secret
from kunding.respond.calls.signature import secret_of
from kunding.respond.models import Event
from kunding.respond.signing import webhook_key
from tests.webhooks.office import Office
from tests.webhooks.receiver import Heard, Receiver

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
Check = Callable[[str, dict[str, str], bytes], bool]


class Watch:
    """The receiver's own clock."""

    def __init__(self, office: Office) -> None:
        self.office, self.late = office, timedelta(0)

    def time(self) -> float:
        return (self.office.at + self.late).timestamp()


@pytest.fixture
def watch(office: Office) -> Watch:
    return Watch(office)


@pytest.fixture
def is_from_kunding(watch: Watch) -> Check:
    """Return the check that the documentation shows."""
    shown = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert shown is not None
    assert len(shown[1].strip().splitlines()) <= 10
    made: dict[str, Any] = {}
    exec(shown[1], made)
    made["time"] = watch
    check: Check = made["is_from_kunding"]
    return check


def heard_of(office: Office, receiver: Receiver, *, after: timedelta = timedelta(0)) -> Heard:
    office.opens()
    office.goes_round(after=after)
    return receiver.heard[-1]


def test_the_check_in_the_documentation_takes_ours(office: Office, receiver: Receiver, is_from_kunding: Check) -> None:
    hook = office.tells(receiver)
    heard = heard_of(office, receiver)
    assert is_from_kunding(secret_of(webhook_key(hook.salt)), heard.headers, heard.body)


@pytest.mark.parametrize("change", ["body", "webhook-id", "webhook-timestamp", "secret", "age"])
def test_and_nothing_that_was_changed(
    office: Office, receiver: Receiver, is_from_kunding: Check, watch: Watch, change: str
) -> None:
    hook = office.tells(receiver)
    heard = heard_of(office, receiver)
    headers, body, secret = dict(heard.headers), heard.body, secret_of(webhook_key(hook.salt))
    if change in headers:
        headers[change] = headers[change][:-1] + str((int(headers[change][-1], 36) + 1) % 10)
    watch.late = timedelta(minutes=6 if change == "age" else 0)
    body += b" " if change == "body" else b""
    secret = secret_of(b"another key of twenty-four") if change == "secret" else secret
    assert not is_from_kunding(secret, headers, body)


def test_the_secret_before_counts_for_a_day(office: Office, receiver: Receiver, is_from_kunding: Check) -> None:
    hook = office.tells(receiver)
    before = secret_of(webhook_key(hook.salt))
    now = change_secret(webhook=hook, at=office.at)
    both = heard_of(office, receiver)
    one = heard_of(office, receiver, after=timedelta(hours=25))
    assert len(both.headers["webhook-signature"].split()) == 2
    assert [is_from_kunding(secret, one.headers, one.body) for secret in (now, before)] == [True, False]


def test_each_event_is_documented_and_no_other() -> None:
    assert set(re.findall(r"`(case\.[a-z_]+)`", PAGE)) == set(Event.values)
