"""`kunding read`: reads texts without a database."""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer

BATCH = 1000


def read(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False) -> None:
    """Read texts from standard input, one per line, and print one reading per line.

    Example: echo "Seit drei Wochen warte ich auf eine Antwort!" | kunding read --json
    """
    from kunding.understand.reader import open_reader

    reader = open_reader(os.environ.get("KUNDING_READER", ""))
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for batch in _batches():
        for row in reader.read(batch).rows():
            print(json.dumps(row, ensure_ascii=False) if as_json else _sentence(row))


def _batches() -> Iterator[list[str]]:
    while batch := [line.rstrip("\r\n") for line in islice(sys.stdin, BATCH)]:
        yield batch


def _sentence(row: dict[str, object]) -> str:
    mood = row["sentiment"] if row["sure"] else "unclear"
    return f"{row['language']:<4}{mood:<10}{row['intent']:<11}urgency {row['urgency']}"
