"""Handing customers and what they said to the product, as exports would; the generator's topics stay behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random

import polars as pl

from kunding.customers.actions import receive_customers
from kunding.demo.customers import DemoCustomer
from kunding.demo.generate import Life, Voice
from kunding.demo.lindenau import PLAIN
from kunding.listen.actions import close_intake, open_intake, receive_batch
from kunding.listen.rules import Said, batch_of

SOURCES = {
    "mail": "Postfach service@",
    "phone": "Gesprächsnotizen Telefon",
    "web": "Kontaktformular",
    "review": "App-Bewertungen",
    "survey": "Kundenbefragung",
    "social": "Soziale Netze",
    "shop": "Notizen Kundenzentrum",
}
WITH_KUNDING_DAYS = 365
"""What was said before these days was answered in the systems of before, and says so."""


def receive_life(*, life: Life, at: datetime, random: Random) -> None:
    """Take in the customers and all that they said, a run per channel and month, each at the month's end."""
    receive_customers(rows=customer_rows([*life.customers, *_twice(life.customers)]), at=at)
    before = life.story.until - timedelta(days=WITH_KUNDING_DAYS)
    for (channel, month), voices in _by_channel_and_month(life.voices):
        said = [_said(voice, before, random) for voice in voices]
        end = min(at, max(voice.said_at for voice in voices) + timedelta(hours=1))
        intake = open_intake(
            source=SOURCES[channel], kind="file", name=f"{channel}-{month}.csv", fingerprint="", at=end, channel=channel
        )
        receive_batch(intake=intake, rows=batch_of(said), at=end)
        close_intake(intake=intake, at=end)


def _twice(customers: list[DemoCustomer]) -> list[DemoCustomer]:
    """Some are in the billing system twice: once moved, once with another spelling, always with the same e-mail."""
    known = [customer for customer in customers if customer.email and customer.left_on is None][:: len(customers) // 7]
    return [
        replace(
            customer,
            reference=f"{customer.reference}-2",
            name=customer.name if number % 2 else customer.name.translate(PLAIN),
            value=0.0,
        )
        for number, customer in enumerate(known[:7])
    ]


def customer_rows(customers: list[DemoCustomer]) -> pl.DataFrame:
    """The customers as an export of the billing system gives them."""
    return pl.DataFrame(
        {
            "reference": customer.reference,
            "name": customer.name,
            "email": customer.email,
            "phone": customer.phone,
            "language": "en" if customer.speaks_english else "de",
            "segment": customer.segment,
            "value_per_year": customer.value,
            "joined_on": customer.joined_on,
            "left": customer.left_on is not None,
            "left_on": customer.left_on,
        }
        for customer in customers
    )


def _by_channel_and_month(voices: list[Voice]) -> Iterator[tuple[tuple[str, str], list[Voice]]]:
    def key(voice: Voice) -> tuple[str, str]:
        return voice.channel, f"{voice.said_at:%Y-%m}"

    months = groupby(sorted(voices, key=key), key=key)
    return ((name, list(group)) for name, group in sorted(((name, list(group)) for name, group in months), key=_month))


def _month(pair: tuple[tuple[str, str], list[Voice]]) -> tuple[str, str]:
    (channel, month), _ = pair
    return month, channel


def _said(voice: Voice, before: date, random: Random) -> Said:
    old = voice.said_at.date() < before
    return Said(
        text=voice.text,
        subject=voice.subject,
        said_at=voice.said_at,
        arrived_at=voice.said_at,
        reference=voice.reference,
        channel=voice.channel,
        rating=voice.marks.rating,
        recommend=voice.marks.recommend,
        effort=voice.marks.effort,
        author=voice.author,
        answered_at=voice.said_at + timedelta(hours=random.lognormvariate(3, 0.8)) if old else None,
    )
