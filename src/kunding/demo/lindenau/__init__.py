"""What there is in Lindenau: streets, names, the company's units, touchpoints and journeys, as data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How umlauts are written where there are none."""


@cache
def table(name: str) -> dict[str, Any]:
    """Return the data file of this name."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, name: str) -> tuple[str, ...]:
    """Return one list of words out of a data file."""
    return tuple(table(file)[name])
