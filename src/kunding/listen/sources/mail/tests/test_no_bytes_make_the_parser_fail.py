from dataclasses import fields
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kunding.listen.sources.mail import MailIsBeyondUs, ParsedMail, limits, parse
from kunding.listen.sources.mail.body.quotes import parted
from kunding.listen.sources.mail.glance import glance
from kunding.listen.sources.mail.headers.words import words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HEADERS = st.sampled_from(
    [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"References", b"In-Reply-To", b"Content-Type",
     b"Content-Disposition", b"Content-Transfer-Encoding", b"Auto-Submitted", b"Content-ID", b"MIME-Version"]
)  # fmt: skip
VALUES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"multipart/mixed; boundary=b", b"multipart/report; report-type=delivery-status; boundary=b", b"text/html",
         b"message/rfc822", b"message/delivery-status", b"message/partial", b"text/plain; charset=\"", b"base64",
         b"attachment; filename*0*=x''%", b"=?utf-8?B?=?= <a@", b"a@b.de (((", b"[]", b"\"", b";;;=;", b"<>",
         b"multipart/digest; boundary=\"b", b"quoted-printable",
          b"x-uuencode", b"text/plain; charset=utf-16; format=flowed"]
    ),
)  # fmt: skip
LINES = st.lists(st.tuples(HEADERS, VALUES).map(lambda pair: pair[0] + b": " + pair[1]), max_size=6).map(b"\n".join)
BODIES = st.one_of(
    st.binary(max_size=200), st.sampled_from([b"<p>x<blockquote>", b"begin 644 x\n", b"=", b"> a\n\n-- \n"])
)
PIECES = st.lists(st.tuples(LINES, BODIES).map(lambda pair: pair[0] + b"\n\n" + pair[1]), min_size=1, max_size=5)
MAILS = PIECES.map(b"\n--b\n".join)


def check(raw: bytes) -> None:
    glance(raw)
    try:
        check_mail(parse(raw, received_at=NOW))
    except MailIsBeyondUs as refusal:
        check_refusal(refusal)


def check_refusal(refusal: MailIsBeyondUs) -> None:
    assert refusal.reason in {"unreadable", "too_large", "too_deep", "headers"}
    assert str(refusal).endswith(".")


def check_mail(mail: ParsedMail) -> None:
    assert mail.message_id
    assert mail.said_at <= NOW
    for field in fields(mail):
        value = getattr(mail, field.name)
        if isinstance(value, str):
            value.encode()  # no half of a pair: a database takes it
            assert "\x00" not in value
    assert len(mail.text) <= limits.TEXT
    assert len(mail.attachments) <= limits.ATTACHMENTS
    for file in mail.attachments:
        assert file.name
        assert not set(file.name) & set("/\\\x00\n")


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=600))
@example(b"\x00")
@example(b"\xff\xfe")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    check(raw)


@settings(max_examples=800, deadline=None)
@given(MAILS)
def test_anything_that_looks_like_a_mail_is_read_or_refused(raw: bytes) -> None:
    check(raw)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_header_becomes_one_line(raw: str) -> None:
    assert "\n" not in words(raw)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Neu", "> alt", "", "Am 3.5. schrieb S:", "-- ", "Von: S", "Gesendet: x", "An: x", "\x1e", "___" * 9]
        ),
        max_size=12,
    )
)
def test_parting_loses_no_word(lines: list[str]) -> None:
    found = parted("\n".join(lines))
    together = "\n".join([found.new, found.quoted, found.signature])
    for word in ("Neu", "alt"):
        assert together.count(word) == sum(word in line for line in lines)
