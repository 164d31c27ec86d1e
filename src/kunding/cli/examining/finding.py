"""One line of what `kunding doctor` says."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How it stands."""

    OK = "ok"
    CAREFUL = "careful"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, and what to do."""

    what: str
    verdict: Verdict
    words: str
    advice: str = ""

    def line(self) -> str:
        """Return it as one line."""
        advice = f" → {self.advice}" if self.advice else ""
        return f"{self.verdict.value:<8}{self.what}: {self.words}{advice}"


def ok(what: str, words: str) -> Finding:
    """Return that all is well."""
    return Finding(what, Verdict.OK, words)


def careful(what: str, words: str, advice: str) -> Finding:
    """Return that it runs, and somebody should look."""
    return Finding(what, Verdict.CAREFUL, words, advice)


def wrong(what: str, words: str, advice: str) -> Finding:
    """Return that it does not run as it should."""
    return Finding(what, Verdict.WRONG, words, advice)
