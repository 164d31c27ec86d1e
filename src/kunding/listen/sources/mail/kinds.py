"""Whether a person wrote a mail or a program did (RFC 3834), and whether it is a delivery report (RFC 3464)."""

import re

from kunding.listen.sources.mail.bounces import is_bounce
from kunding.listen.sources.mail.headers.raw import Mail, header, headers
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.parsed import Kind
from kunding.listen.sources.mail.structure import media_type, parameter

_ONLY_PROGRAMS = (
    "List-Id", "List-Post", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply",
    "X-Loop", "Feedback-ID",
)  # fmt: skip
_PRECEDENCE = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
_SUPPRESSES = re.compile(r"(?i)\b(?:all|oof|autoreply)\b")
# What mail programs put before a subject when they answer for somebody who is away.
_ABSENCE = re.compile(
    r"(?i)^(?:automatische antwort|abwesenheitsnotiz|automatic reply|auto(?:matic)? ?-?reply|out of (?:the )?office)\b"
)


def kind_of(mail: Mail, *, answers: bool) -> Kind:
    """Return what the mail is; `answers`: it names a mail that it answers."""
    if is_bounce(mail):
        return Kind.BOUNCE
    if _is_automatic(mail):
        return Kind.AUTOMATIC
    if header(mail, "X-Spam-Flag").lower() == "yes":
        return Kind.SPAM
    return Kind.REPLY if answers else Kind.NEW


def _is_automatic(mail: Mail) -> bool:
    submitted = header(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or header(mail, "Precedence").lower() in _PRECEDENCE
        or bool(_SUPPRESSES.search(header(mail, "X-Auto-Response-Suppress")))
        or any(headers(mail, name) for name in _ONLY_PROGRAMS)
        or header(mail, "Return-Path") == "<>"
        or (media_type(mail) == "multipart/report" and bool(parameter(mail, "report-type")))
        or bool(_ABSENCE.match(words(header(mail, "Subject"))))
    )
