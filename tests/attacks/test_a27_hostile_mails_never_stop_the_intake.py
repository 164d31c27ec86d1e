"""A thousand mails that were made to harm: the next good one is heard, soon, and memory stays bounded."""

import random
import resource
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kunding.listen.actions import add_source
from kunding.listen.models import Feedback, Mail, Quarantine
from kunding.listen.sources.mail import MailIsBeyondUs, parse
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver, make_maildir
from kunding.loop.models import Parked
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FIRST_STAGES = [stage for stage in STAGES if stage.name in {"fetch mail", "sort mail"}]
MEGABYTES = 600  # that the intake may need on top

Attack = Callable[[int, random.Random], bytes]


def headed(*lines: str, body: bytes = b"") -> bytes:
    """Return a mail with these headers before its body."""
    return "\n".join(["From: evil@example.org", *lines, "", ""]).encode() + body


def nested_parts(size: int, chance: random.Random) -> bytes:
    levels = (f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n".encode() for n in range(size // 50))
    return headed("Content-Type: multipart/mixed; boundary=b0", body=b"".join(levels))


def nested_mails(size: int, chance: random.Random) -> bytes:
    return headed(body=b"").rstrip() + b"\n" + b"Content-Type: message/rfc822\n\n" * (size // 30)


def just_deep_enough(size: int, chance: random.Random) -> bytes:
    levels = (f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n".encode() for n in range(25))
    return headed("Content-Type: multipart/mixed; boundary=b0", body=b"".join(levels) + b"x\n" * (size // 8))


def many_parts(size: int, chance: random.Random) -> bytes:
    return headed("Content-Type: multipart/mixed; boundary=b", body=b"--b\n\nx\n" * (size // 8))


def many_headers(size: int, chance: random.Random) -> bytes:
    return headed(*(f"X-{n}: y" for n in range(size // 8)), body=b"Hi")


def one_long_header(size: int, chance: random.Random) -> bytes:
    word = chance.choice(["a", '"a', "(", "<a@b.de>,", "=?utf-8?Q?a?= ", ";a=b", "\\", "[", "=?x?B?", "@"])
    name = chance.choice(["From", "To", "Subject", "References", "Content-Type", "Date", "Content-Disposition"])
    return headed(f"{name}: {word * (size // len(word) // 5)}", body=b"Hi")


def zip_bomb(size: int, chance: random.Random) -> bytes:
    bomb = b64encode(zlib.compress(b"\0" * size * 50, 9))
    return headed("Content-Type: application/zip", "Content-Transfer-Encoding: base64", body=bomb)


def slow_page(size: int, chance: random.Random) -> bytes:
    tag = chance.choice(
        ["<b>", "<a href=x><b>", "<table><tr><td>", "<b><p>", "<font><p></font>", "<", "<!--", "&", "<div><span>",
         "<svg><g>", "<select><option>", "<math><mi>", "<blockquote>", "<a a=1 ", "</p>", "<form>", "<li><ul>",
         "<![CDATA["]
    )  # fmt: skip
    return headed("Content-Type: text/html", body=(tag * (size // len(tag))).encode())


def slow_history(size: int, chance: random.Random) -> bytes:
    line = chance.choice(["Am x\n", "> " * 400 + "\n", "Am " + "schrieb " * 100 + ":x:\n", "Von: x\n", "-- \n", "--\n", "_" * 999 + "\n"])  # fmt: skip  # noqa: E501
    return headed(body=(line * (size // len(line))).encode())


def one_long_line(size: int, chance: random.Random) -> bytes:
    return headed(body=chance.choice([b"a", b"\0", b"\r", b" ", b"\xff", b">", b"=", b"\t"]) * size)


def lying_codes(size: int, chance: random.Random) -> bytes:
    charset = chance.choice(["utf-16", "punycode", "idna", "zip", "utf-7", "\0", "unicode_escape", "hz"])
    coding = chance.choice(["base64", "quoted-printable", "x-uuencode", "9bit", "7bit", "BASE64;x"])
    return headed(
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {coding}",
        body=b"a-=2" * (size // 4),
    )


def noise(size: int, chance: random.Random) -> bytes:
    return chance.randbytes(size // 20)


def nothing(size: int, chance: random.Random) -> bytes:
    return b"\n" * chance.randrange(10)


ATTACKS: tuple[Attack, ...] = (
    nested_parts, nested_mails, just_deep_enough, many_parts, many_headers, one_long_header, zip_bomb, slow_page,
    slow_history, one_long_line, lying_codes, noise, nothing,
)  # fmt: skip


def hostile_mails(number: int) -> Iterator[bytes]:
    chance = random.Random(27)
    for place in range(number):
        size = 400_000 if place < len(ATTACKS) else 3_000
        yield b"X-Place: %d\n" % place + ATTACKS[place % len(ATTACKS)](size, chance)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_one_mail_costs_little_and_is_read_or_refused(attack: Attack) -> None:
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        assert len(parse(attack(1_000_000, random.Random(1)), received_at=NOW).text) <= 100_000
    except MailIsBeyondUs as refusal:
        assert refusal.reason  # noqa: PT017
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < 10  # seconds of work, of this process alone


@pytest.mark.django_db
def test_after_a_thousand_the_good_mail_is_heard(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_HOME = tmp_path / "home"
    maildir = make_maildir(tmp_path / "service")
    deliver(maildir, hostile_mails(1_000))
    deliver(maildir, [letter("Der Bus kam nicht.", number=1_001)])
    add_source(kind="maildir", address=str(maildir), at=NOW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Worker(stages=FIRST_STAGES, clock=lambda: NOW).drain()
    assert Feedback.objects.filter(reference="1001@example.org", text="Der Bus kam nicht.").count() == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1_000
    assert not list((maildir / "new").iterdir())
    assert not Parked.objects.exists()
    # Each was heard, or it waits with its bytes.
    assert Mail.objects.count() + Quarantine.objects.count() == 1_001
    assert not Mail.objects.filter(sorted_at=None).exists()
