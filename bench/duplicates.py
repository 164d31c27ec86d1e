"""Looking for records of one person among a million customers on SQLite, and looking one of them up.

Names are drawn evenly from 6,300, so people share them more often than in life: the share of
suggestions that were not planted is an upper bound of the useless ones.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import scratch  # noqa: F401  (starts Django before the models below are imported)
from django.db import connection, transaction
from measured import Row, keep

from kunding.customers.actions import find_duplicates
from kunding.customers.models import Suggestion
from kunding.customers.queries.duplicates import suggested_duplicates
from kunding.customers.queries.search import found_customers

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIRST = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Emil",
    "Frieda",
    "Georg",
    "Hanna",
    "Ida",
    "Jonas",
    "Kemal",
    "Lena",
    "Max",
    "Nora",
    "Otto",
    "Paul",
    "Rosa",
    "Sven",
    "Tina",
    "Uwe",
    "Vera",
    "Willi",
    "Ayse",
    "Mehmet",
    "Fatma",
    "Ali",
    "Olga",
    "Ivan",
    "Piotr",
    "Zofia",
]
LAST = [
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Yılmaz",
    "Kaya",
    "Nowak",
    "Kowalski",
    "Petrov",
    "Ivanov",
    "Bauer",
    "Koch",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hofmann",
    "Hartmann",
    "Lange",
]
ENDINGS = ("", "er", "mann", "inger", "sen", "ow", "witz")
DOMAINS = ("web.de", "gmx.de", "gmail.com", "t-online.de")
Known = tuple[str, str, str, str]  # name, email, phone, birthday
COLUMNS = 'reference, name, email, phone, language, segment, joined_on, value_per_year, "left", left_on, extra'


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    planted = fill(chosen.rows)
    print("  filled", flush=True)
    keep("duplicates", [*searched(chosen.rows, planted), *looked_up()])


def fill(rows: int) -> set[tuple[int, int]]:
    """Store customers said by dice, every hundredth once more with other spelling; return those pairs of keys."""
    dice = random.Random(1)
    people = [person(dice) for _ in range(rows)]
    twins = list(again(dice, people))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO customers_customer ({COLUMNS}) VALUES (%s, %s, %s, %s, '', '', NULL, NULL, false, NULL, %s)",
            [cells(number, one) for number, one in enumerate([*people, *(twin for _, twin in twins)])],
        )
        cursor.execute(
            "INSERT INTO customers_identity (kind, value, customer_id)"
            " SELECT 'email', lower(email), min(id) FROM customers_customer WHERE email <> '' GROUP BY lower(email)"
        )
    return {(whose + 1, rows + number + 1) for number, (whose, _) in enumerate(twins)}


def cells(number: int, one: Known) -> tuple[str, str, str, str, str]:
    name, email, phone, born = one
    return f"C{number}", name, email, phone, f'{{"geburtsdatum": "{born}"}}' if born else "{}"


def person(dice: random.Random) -> Known:
    first, last = dice.choice(FIRST), dice.choice(LAST) + dice.choice(ENDINGS)
    email = f"{first}.{last}{dice.randrange(10_000)}@{dice.choice(DOMAINS)}" if dice.random() < 0.7 else ""
    phone = f"0{dice.randrange(151, 999)} {dice.randrange(10**6, 10**8)}" if dice.random() < 0.8 else ""
    born = f"19{dice.randrange(40, 99)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
    return f"{first} {last}", email, phone, born if dice.random() < 0.3 else ""


def again(dice: random.Random, people: list[Known]) -> Iterator[tuple[int, Known]]:
    """The same people once more, as another clerk would have written them; whoever left nothing but a name cannot be."""
    for _ in range(len(people) // 100):
        whose = dice.randrange(len(people))
        name, email, phone, born = people[whose]
        first, last = name.split(" ")
        twin = dice.choice(
            [
                (f"{last}, {first}", email, "", born),
                (name.replace("ı", "i").replace("ü", "ue"), "", phone.replace(" ", "/"), ""),
                (name, email[:3] + email[4:], phone, ""),
                (f"{first[0]}. {last}", email.upper(), phone, ""),
                (name, "", f"{phone[:-1]}0" if phone else "", born),
            ]
        )
        if any(twin[1:]):
            yield whose, twin


def searched(rows: int, planted: set[tuple[int, int]]) -> list[Row]:
    begin = time.perf_counter()
    found = find_duplicates(at=AT)
    took = time.perf_counter() - begin
    suggested = set(Suggestion.objects.values_list("one", "other"))
    hit = len(planted & suggested) / len(planted)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return [
        Row(f"duplicates among {rows:,} customers", f"{took:.0f} s", "≤ 120 s", took <= 120),
        Row("  planted duplicates found", f"{hit:.1%} of {len(planted):,}", "≥ 95 %", hit >= 0.95),
        Row("  suggestions that were planted", f"{len(planted & suggested) / found:.0%} of {found:,}", "–", None),
        Row("  memory at most", f"{memory:.1f} GB", "≤ 3 GB", memory <= 3),
    ]


def looked_up() -> list[Row]:
    page = slowest([lambda: suggested_duplicates() for _ in range(20)])
    asked = ["C4711", "anna.müller", "0151 1234567", "Vera Wolfsen", "nobody at all", ""]
    search = slowest([lambda words=words: found_customers(words) for words in asked * 4])
    return [
        Row("  page of duplicates, p95", f"{page * 1000:.0f} ms", "≤ 200 ms", page <= 0.2),
        Row("  customer looked up, p95", f"{search * 1000:.0f} ms", "≤ 1000 ms", search <= 1.0),
    ]


def slowest(calls: list) -> float:
    """The 95th percentile of the calls' seconds."""
    taken = []
    for call in calls:
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return sorted(taken)[int(len(taken) * 0.95)]


if __name__ == "__main__":
    main()
