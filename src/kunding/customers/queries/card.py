"""What is known about one customer, for whoever is talking to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kunding.customers.models import Channel, Customer, Merge, Purpose
from kunding.customers.queries.campaigns import Shown, campaigns_reaching
from kunding.customers.queries.consent import Entry, in_words, ledger_of, who_may_be_contacted
from kunding.customers.queries.one_person import everyone_of, merges_in_force
from kunding.customers.rules.one_person import Record, as_one

ASKED = (("survey", "mail"), ("advertising", "mail"), ("advertising", "phone"), ("told_when_fixed", "mail"))


@dataclass(frozen=True)
class May:
    """Whether the customer may be contacted for a purpose on a channel, in a sentence."""

    purpose: str
    channel: str
    allowed: bool
    words: str


@dataclass(frozen=True)
class OtherRecord:
    """A record that was merged into this customer, and the merge that can be taken back."""

    merge: int
    customer: int
    reference: str
    name: str
    into: str  # the reference of the record into which it was merged
    by: str
    at: datetime


@dataclass(frozen=True)
class Card:
    """One customer with all records of the person. The value is a fact to protect, never a reason to serve worse."""

    key: int
    reference: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    language: str
    segment: str
    value_per_year: Decimal | None  # € that leaving would cost a year; the records' contracts together
    since: date | None
    left: bool
    left_on: date | None
    may: tuple[May, ...]
    ledger: tuple[Entry, ...]
    campaigns: tuple[Shown, ...]
    merged: tuple[OtherRecord, ...]


def customer_card(customer: int, *, at: datetime) -> Card:
    """Return the card of the person to whom this record belongs; raises Customer.DoesNotExist."""
    keys = everyone_of(customer)
    found = Customer.objects.in_bulk(keys)
    if keys[0] not in found:
        raise Customer.DoesNotExist
    records = [found[key] for key in keys]
    whole = as_one([_record(one) for one in records])
    return Card(
        key=keys[0],
        reference=records[0].reference,
        name=_first(one.name for one in records),
        emails=_each(one.email for one in records),
        phones=_each(one.phone for one in records),
        language=_first(one.language for one in records),
        segment=whole.segment,
        value_per_year=whole.value_per_year,
        since=whole.joined_on,
        left=whole.left,
        left_on=whole.left_on,
        may=tuple(_may(keys[0], purpose, channel, at) for purpose, channel in ASKED),
        ledger=tuple(ledger_of(keys[0])),
        campaigns=tuple(campaigns_reaching(keys[0], at=at)),
        merged=tuple(_other(merge) for merge in merges_in_force(keys).select_related("kept", "merged", "by")),
    )


def _may(customer: int, purpose: str, channel: str, at: datetime) -> May:
    answer = who_may_be_contacted([customer], purpose=purpose, channel=channel, at=at)[customer]
    return May(str(Purpose(purpose).label), str(Channel(channel).label), answer.allowed, in_words(answer))


def _record(one: Customer) -> Record:
    return Record(one.pk, one.segment, one.value_per_year, one.joined_on, one.left, one.left_on)


def _other(merge: Merge) -> OtherRecord:
    by = merge.by.name if merge.by else ""
    merged = merge.merged
    return OtherRecord(merge.pk, merged.pk, merged.reference, merged.name, merge.kept.reference, by, merge.at)


def _first(words: Iterable[str]) -> str:
    return next(filter(None, words), "")


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
