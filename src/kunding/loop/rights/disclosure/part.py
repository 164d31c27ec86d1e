"""What a disclosure is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Fact:
    """One thing that is held: `key` for machines, `label` for people."""

    key: str
    label: str
    value: object  # a word, number, moment, or a list of words

    @property
    def is_list(self) -> bool:
        """Return whether it is several things."""
        return isinstance(self.value, list)


Row = tuple[Fact, ...]


@dataclass(frozen=True)
class Part:
    """One kind of data, with what Art. 15 (1) wants to be told of it."""

    key: str
    title: str
    origin: str  # where it comes from
    purpose: str
    basis: str
    recipients: str
    kept: str  # for how long
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class KeptFile:
    """A file that goes along: its name in the archive, and its digest in the store."""

    name: str
    digest: str


@dataclass(frozen=True)
class Disclosure:
    """Everything that is held about one person."""

    company: str
    person: str
    language: str
    made_at: datetime
    parts: tuple[Part, ...]
    files: tuple[KeptFile, ...]

    def facts(self) -> Iterator[Fact]:
        """Yield every fact."""
        for part in self.parts:
            for row in part.rows:
                yield from row


def row(labels: Mapping[str, str], values: Mapping[str, object]) -> Row:
    """Return one row in the order of the labels; what is empty is left out."""
    return tuple(
        Fact(key, label, values[key]) for key, label in labels.items() if values.get(key) not in ("", None, [])
    )
