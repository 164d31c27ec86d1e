"""Deciding upon readings, and pricing 300 pain points over a million placed readings on SQLite; no reader."""

import argparse
import random
import time
from datetime import UTC, datetime, timedelta

import scratch  # noqa: F401  (starts Django before the models below are imported)
from django.db import connection, transaction
from measured import Row, keep

from kunding.improve.actions import name_pain_points, price_pain_points
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Source
from kunding.people.actions import found_company
from kunding.people.models import Unit
from kunding.respond.actions import decide_batch

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
THEMES, CUSTOMERS, BATCH = 300, 50_000, 10_000
PLACES = ("touchpoint one", "touchpoint two")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--decide", type=int, default=100_000)
    chosen = arguments.parse_args()
    fill(chosen.rows)
    print("  filled", flush=True)
    keep("cases_and_prices", [*decided(chosen.decide), *priced(chosen.rows)])


def fill(rows: int) -> None:
    """Two years of feedback of 50,000 customers on 300 themes, said by dice."""
    dice = random.Random(1)
    with transaction.atomic():
        found_company(name="Bench", at=AT, state="SN")
        source = Source.objects.create(name="bench", kind="file").pk
        unit = Unit.objects.get()
        places = [Touchpoint.objects.create(code=name, name=name, unit=unit).pk for name in PLACES]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO customers_customer (id, reference, name, email, phone, language, segment, value_per_year,"
                ' joined_on, "left", left_on, extra)'
                " VALUES (%s, %s, '', '', '', '', %s, %s, '2020-01-01', %s, %s, '{}')",
                [customer(dice, key) for key in range(1, CUSTOMERS + 1)],
            )
            cursor.executemany(
                "INSERT INTO understand_theme (id, label, words, language, found_at) VALUES (%s, %s, '[]', 'de', %s)",
                [(key, f"Theme {key}", "2026-01-01 00:00:00") for key in range(1, THEMES + 1)],
            )
            for first in range(1, rows + 1, 100_000):
                said(cursor, dice, range(first, min(first + 100_000, rows + 1)), source, places)


def customer(dice: random.Random, key: int) -> tuple[object, ...]:
    left = dice.random() < 0.08
    on = f"{AT - timedelta(days=dice.randrange(700)):%Y-%m-%d}" if left else None
    return key, f"C{key}", f"segment {key % 5}", dice.randrange(100, 900), left, on


def said(cursor, dice: random.Random, keys: range, source: int, places: list[int]) -> None:
    moments = [f"{AT - timedelta(minutes=dice.randrange(730 * 1440)):%Y-%m-%d %H:%M:%S}" for _ in keys]
    cursor.executemany(
        "INSERT INTO listen_feedback (id, source_id, reference, said_at, arrived_at, channel, subject, text, author,"
        " extra, customer_id) VALUES (%s, %s, %s, %s, %s, 'mail', '', 'words', '', '{}', %s)",
        [(key, source, str(key), at, at, dice.randrange(1, CUSTOMERS)) for key, at in zip(keys, moments, strict=True)],
    )
    cursor.executemany(
        "INSERT INTO understand_reading (feedback_id, language, sentiment, sentiment_probability, sure, intent,"
        " intent_probability, urgency, competitor, touchpoint_id, touchpoint_probability, spans, reader_version,"
        " read_at) VALUES (%s, 'de', %s, 0.9, 1, %s, 0.9, 'normal', '', %s, 1, '', 'bench', '2026-01-01 00:00:00')",
        [
            (
                key,
                dice.choice(("negative", "negative", "neutral", "positive")),
                dice.choice(("complaint", "none", "none")),
                dice.choice(places),
            )
            for key in keys
        ],
    )
    cursor.executemany(
        "INSERT INTO understand_membership (feedback_id, theme_id, confidence) VALUES (%s, %s, 0.9)",
        [(key, dice.randrange(1, THEMES + 1)) for key in keys],
    )


def decided(count: int) -> list[Row]:
    began, opened = time.monotonic(), 0
    for first in range(1, count + 1, BATCH):
        opened += decide_batch(keys=range(first, min(first + BATCH, count + 1)), at=AT)
    rate = count / (time.monotonic() - began)
    return [Row(f"decide {count:,} readings, {opened:,} cases", f"{rate:,.0f} /s", "≥ 15,000", rate >= 15_000)]


def priced(rows: int) -> list[Row]:
    began = time.monotonic()
    named = name_pain_points(at=AT)
    between = time.monotonic()
    price_pain_points(at=AT)
    took = time.monotonic() - between
    return [
        Row(f"name {named} pain points in {rows:,} readings", f"{between - began:.1f} s", "–", None),
        Row(f"price {named} pain points over {rows:,} readings", f"{took:.1f} s", "≤ 30 s", took <= 30),
    ]


if __name__ == "__main__":
    main()
