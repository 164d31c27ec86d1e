"""The filters of the pages, as they stand in the address; what makes no sense there is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kunding.listen.models import Channel
from kunding.understand.models import Intent, Sentiment

PERIODS = {"30": 30, "90": 90, "365": 365}
ALL = "all"
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)
KEYS = ("unit", "touchpoint", "journey", "theme")
WORLD = ("asked", "recommends", "warns")  # was asked whether to recommend us; recommends, warns: asked or in public
WORDS = {"channel": Channel.values, "sentiment": Sentiment.values, "intent": Intent.values, "world": list(WORLD)}
LONGEST = 200


@dataclass(frozen=True)
class Span:
    """A period, both days belong to it; None: open."""

    since: date | None
    until: date | None

    @property
    def before(self) -> "Span | None":
        """Return the period of the same length before this one, None where the beginning is open."""
        if self.since is None or self.until is None:
            return None
        length = self.until - self.since
        return Span(self.since - timedelta(days=1) - length, self.since - timedelta(days=1))


@dataclass(frozen=True)
class Chosen:
    """What a person chose to look at."""

    period: str = ""
    since: date | None = None
    until: date | None = None
    unit: int | None = None
    touchpoint: int | None = None
    journey: int | None = None
    theme: int | None = None
    channel: str = ""
    segment: str = ""
    sentiment: str = ""
    intent: str = ""
    world: str = ""
    unclear: bool = False
    words: str = ""

    def span(self, *, today: date) -> Span:
        """Return the period that is meant; `today` is the day of the newest feedback."""
        if self.since or self.until:
            return Span(self.since, self.until)
        if self.period == ALL:
            return Span(None, None)
        return Span(today - timedelta(days=PERIODS.get(self.period, PERIODS["90"]) - 1), today)

    def within(self, period: str) -> "Chosen":
        """Return the same choice in another period."""
        return replace(self, period=period)

    def where(self) -> dict[str, Any]:
        """Return the conditions for the lake, without the period."""
        keys = {f"{key}_id": getattr(self, key) for key in KEYS if getattr(self, key) is not None}
        words = {key: getattr(self, key) for key in ("channel", "segment", "sentiment", "intent") if getattr(self, key)}
        return {**keys, **words}

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything but the period was chosen."""
        return bool(self.where() or self.world or self.unclear or self.words)


def chosen(parameters: Mapping[str, str]) -> Chosen:
    """Return what the parameters of an address choose.

    >>> chosen({"unit": "3", "channel": "mail", "sentiment": "'; DROP TABLE"})
    Chosen(period='', since=None, until=None, unit=3, touchpoint=None, journey=None, theme=None, channel='mail', \
segment='', sentiment='', intent='', world='', unclear=False, words='')
    """
    words = {key: _word(parameters, key, known) for key, known in WORDS.items()}
    unit, touchpoint, journey, theme = (_key(parameters.get(key, "")) for key in KEYS)
    return Chosen(
        period=_word(parameters, "period", [*PERIODS, ALL]),
        since=_day(parameters.get("since", "")),
        until=_day(parameters.get("until", "")),
        segment=_text(parameters.get("segment", "")),
        unclear=parameters.get("unclear", "") == "yes",
        words=_text(parameters.get("words", "")),
        channel=words["channel"],
        sentiment=words["sentiment"],
        intent=words["intent"],
        world=words["world"],
        unit=unit,
        touchpoint=touchpoint,
        journey=journey,
        theme=theme,
    )


def _word(parameters: Mapping[str, str], key: str, known: list[str]) -> str:
    word = parameters.get(key, "")
    return word if word in known else ""


def _key(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else None


def _text(words: str) -> str:
    # A lone surrogate or a zero byte is no text that a database takes.
    return words.encode("utf-8", "ignore").decode("utf-8").replace("\0", "").strip()[:LONGEST]


def _day(word: str) -> date | None:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
