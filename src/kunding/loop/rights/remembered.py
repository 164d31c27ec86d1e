"""The list of who was erased, as digests, in the data directory: whoever restores an older backup erases them again."""

import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from kunding.customers.models import Erased

LIST = "erased.jsonl"


def remember_erased(home: Path) -> int:
    """Bring the list up to date and return how many digests it holds; what it held already stays."""
    known = read_list(home / LIST) | {row.digest: row.at for row in Erased.objects.all()}
    write_list(home / LIST, known)
    return len(known)


def read_list(file: Path) -> dict[str, datetime]:
    """Return digest → when that person was erased; nothing where there is no list."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return dict(_entries(lines))


def write_list(file: Path, known: Mapping[str, datetime]) -> None:
    """Write the list whole or not at all."""
    beside = file.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as out:
        for digest, at in sorted(known.items()):
            out.write(json.dumps({"digest": digest, "at": at.isoformat()}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)


def _entries(lines: Iterable[str]) -> Iterable[tuple[str, datetime]]:
    for line in lines:
        if line.strip():
            told = json.loads(line)
            yield str(told["digest"]), datetime.fromisoformat(told["at"])
