"""Whether a customer may be contacted: § 7 UWG, objections (Art. 21 GDPR), and not too often.

A satisfaction survey by e-mail is advertising (BGH VI ZR 225/17), so both ask the same question. What we owe a customer
(the answer to a complaint) asks nothing here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# § 7 (3) UWG speaks of electronic mail; a call always needs consent, a letter none.
ELECTRONIC = frozenset({"mail", "app", "chat", "social"})


class Because(StrEnum):
    """Why a customer may be contacted or not."""

    CONSENT = "consent"
    EXISTING_CUSTOMER = "existing_customer"
    LETTER = "letter"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"
    NO_CONSENT = "no_consent"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True)
class Statement:
    """What a customer said once; an empty purpose or channel means all."""

    verdict: str  # given, withdrawn, objected
    purpose: str
    channel: str
    ground: str
    at: datetime


@dataclass(frozen=True)
class Cap:
    """At most `times` contacts for one purpose in `days` days."""

    times: int
    days: int


@dataclass(frozen=True)
class Permission:
    """The answer, why, and since when or from when on."""

    allowed: bool
    because: Because
    at: datetime | None = None  # of the statement that decided; for TOO_OFTEN when it is allowed again


def may_contact(
    statements: Iterable[Statement],
    *,
    purpose: str,
    channel: str,
    at: datetime,
    contacts: Sequence[datetime] = (),
    cap: Cap | None = None,
) -> Permission:
    """Return whether a customer with these statements and earlier contacts for this purpose may be contacted.

    An objection ends what was agreed before and every other ground; only a consent given after it counts again.

    >>> noon = datetime(2026, 11, 2, 12)
    >>> agreed = Statement("given", "survey", "mail", "consent", noon)
    >>> may_contact([agreed], purpose="survey", channel="mail", at=noon).allowed
    True
    >>> objection = Statement("objected", "", "", "", noon)
    >>> may_contact([agreed, objection], purpose="survey", channel="mail", at=noon).because.value
    'objected'
    """
    found = _by_statements([said for said in statements if _concerns(said, purpose, channel, at)], channel)
    return _within_cap(found, contacts, cap, at) if found.allowed else found


def _concerns(said: Statement, purpose: str, channel: str, at: datetime) -> bool:
    return said.at <= at and said.purpose in {"", purpose} and said.channel in {"", channel}


def _by_statements(said: Sequence[Statement], channel: str) -> Permission:
    refusal = max((one for one in said if one.verdict != "given"), key=_at, default=None)
    given = [one for one in said if one.verdict == "given" and (refusal is None or one.at > refusal.at)]
    consent = max((one for one in given if one.ground == "consent"), key=_at, default=None)
    if consent is not None:
        return Permission(True, Because.CONSENT, consent.at)
    if refusal is not None:
        return Permission(False, Because(refusal.verdict), refusal.at)
    buyer = max((one for one in given if one.ground == "existing_customer"), key=_at, default=None)
    if buyer is not None and channel in ELECTRONIC:
        return Permission(True, Because.EXISTING_CUSTOMER, buyer.at)
    return Permission(True, Because.LETTER) if channel == "letter" else Permission(False, Because.NO_CONSENT)


def _at(said: Statement) -> tuple[datetime, bool]:
    # Of two refusals at one moment the objection is named.
    return said.at, said.verdict == "objected"


def _within_cap(found: Permission, contacts: Sequence[datetime], cap: Cap | None, at: datetime) -> Permission:
    if cap is None:
        return found
    window = timedelta(days=cap.days)
    recent = sorted(moment for moment in contacts if at - window < moment <= at)
    if len(recent) < cap.times:
        return found
    again = recent[len(recent) - cap.times] + window if cap.times else None
    return Permission(False, Because.TOO_OFTEN, again)


def caps(*, surveys: Cap, advertising: Cap) -> Mapping[str, Cap]:
    """Return the cap per purpose; being told that something is mended is not capped."""
    return {"survey": surveys, "advertising": advertising}
