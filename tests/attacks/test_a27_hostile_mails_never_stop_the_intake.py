"""A thousand mails that were made to harm: the next good one is heard, soon, and memory stays bounded."""

import random
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kunding.listen.sources.mail import MailIsBeyondUs, parse
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver, make_maildir
from tests.attacks.hostile import ATTACKS, GIANTS, Attack, hostile_mails
from tests.attacks.hostile_intake import MEGABYTES, taken_in

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MAILS = 80


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_one_mail_costs_little_and_is_read_or_refused(attack: Attack) -> None:
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        assert len(parse(attack(1_000_000, random.Random(1)), received_at=NOW).text) <= 100_000
    except MailIsBeyondUs as refusal:
        assert refusal.reason  # noqa: PT017
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < 10  # seconds of work, of this process alone


@pytest.mark.parametrize("giant", GIANTS, ids=lambda giant: giant.__name__)
def test_a_giant_costs_seconds_at_most(giant) -> None:  # type: ignore[no-untyped-def]
    raw = giant(random.Random(1))
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        parse(raw, received_at=NOW)
    except MailIsBeyondUs as refusal:
        assert refusal.reason  # noqa: PT017
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Only Linux tells how much memory a process needs.")
def test_after_all_of_them_the_good_mail_is_heard(tmp_path: Path) -> None:
    maildir = make_maildir(tmp_path / "service")
    deliver(maildir, hostile_mails(MAILS))
    deliver(maildir, [letter("Der Bus kam nicht.", number=MAILS + 1)])
    told = taken_in(maildir)
    assert told["heard"] == [f"{MAILS + 1}@example.org"]
    assert told["work"] < 60
    assert told["megabytes"] < MEGABYTES
    assert told["parked"] == told["waiting"] == 0
    # Each was heard, or it waits with its bytes.
    assert told["kept"] == MAILS + 1
