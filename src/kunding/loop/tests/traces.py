"""Where a word may lie: every column of every table, every file, every page of the lake."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
from django.db import connection


def rows_with(words: Iterable[str]) -> dict[str, set[str]]:
    """Return word → the tables in which some column of some row holds it."""
    wanted = list(words)
    found: dict[str, set[str]] = {word: set() for word in wanted}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                line = " ".join(_text(cell) for cell in row).lower()
                for word in wanted:
                    if word.lower() in line:
                        found[word].add(table)
    return {word: tables for word, tables in found.items() if tables}


def files_with(words: Iterable[str], *folders: Path) -> dict[str, set[str]]:
    """Return word → the files that hold it in their bytes or their name."""
    wanted, found = list(words), {}
    for file in (one for folder in folders for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes().lower() + file.name.lower().encode()
        for word in wanted:
            if word.lower().encode() in content:
                found.setdefault(word, set()).add(file.name)
    return found


def lake_keys(root: Path) -> set[int]:
    """Return each pseudonym that any Parquet file holds, also one that no version of a table names any more."""
    keys: set[int] = set()
    for file in root.rglob("*.parquet"):
        if "_delta_log" not in file.parts and "customer_key" in pq.read_schema(file).names:
            keys |= set(pq.read_table(file, columns=["customer_key"])["customer_key"].drop_null().to_pylist())
    return keys


def _text(cell: object) -> str:
    if isinstance(cell, (bytes, memoryview)):
        return bytes(cell).decode("latin-1")
    return "" if cell is None else str(cell)
