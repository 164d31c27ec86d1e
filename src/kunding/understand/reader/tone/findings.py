"""What a check of a draft says: findings, reading ease, one sentence, a better text."""

from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("hostile", "official", "empty", "missing", "long")


@dataclass(frozen=True)
class Said:
    """A sentence to the person who writes, in both languages that the check speaks."""

    de: str
    en: str

    def within(self, language: str) -> str:
        """The sentence in a language; English where it is not German."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True)
class Finding:
    """One thing to change. `start` and `end` are characters of the draft, equal where something is missing."""

    kind: str
    start: int
    end: int
    words: str
    why: Said
    proposal: str | None  # instead of the words; "" = leave them out; None = there is no ready one
    safe: bool = False  # the proposal fits in as it is


@dataclass(frozen=True)
class Ease:
    """Reading ease by Flesch (English) or Amstad (German), 0 (hard) to 100 (easy); None where a draft is too short."""

    value: float | None
    grade: str
    label: Said


@dataclass(frozen=True)
class Tone:
    """The outcome of a check; `rewritten` is the draft with all safe proposals in place."""

    language: str
    kind: str
    findings: tuple[Finding, ...]
    reading_ease: Ease
    summary: Said
    rewritten: str

    def row(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)
