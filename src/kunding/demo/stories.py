"""What happened in Lindenau in these two years: when each story begins, and how it goes through time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kunding.demo.calendar import SEASONS, season

LIFT_WEEKS = 11
LEAVE_A_YEAR = 0.05
"""Probability that a customer leaves within a year, whatever happens."""
LEAVE_AFTER = {"abschlag": 0.06, "wechsel": 0.10}
"""By topic: how much more probable leaving is for the customer who told us of it."""
LEAVE_WITHIN_DAYS = 365


@dataclass(frozen=True)
class Story:
    """The days on which the stories turn, counted back from the last day of the demo."""

    until: date

    @property
    def begins(self) -> date:
        """The first day of the two years."""
        return self.until - timedelta(days=730)

    @property
    def instalments_raised(self) -> date:
        """The letters with the new instalments: the March that lies far enough back to see who left."""
        year = (self.until - timedelta(days=200)).year
        return date(year, 3, 2)

    @property
    def chatbot_opened(self) -> date:
        """The chatbot takes over the chat, in the May after that."""
        return date(self.instalments_raised.year, 5, 4)

    @property
    def chatbot_everywhere(self) -> date:
        """The chatbot stands before the contact form and the phone, too."""
        return self.until - timedelta(days=33)

    @property
    def lift_broke(self) -> date:
        """The lift at Hauptmarkt stops."""
        return self.until - timedelta(days=150)

    @property
    def form_shortened(self) -> date:
        """The form for moving house shrinks to five fields."""
        return self.until - timedelta(days=300)

    @property
    def music_changed(self) -> date:
        """New music on hold and the promise to call back."""
        return self.until - timedelta(days=210)

    @property
    def storm(self) -> date:
        """The night of the storm."""
        return self.until - timedelta(days=75)

    @property
    def portal_renewed(self) -> date:
        """A new portal whose login fails for many."""
        return self.until - timedelta(days=215)

    @property
    def login_mended(self) -> date:
        """The portal's login is replaced by one that works."""
        return self.until - timedelta(days=31)

    @property
    def fraud(self) -> date:
        """The first forged message in the company's name."""
        return self.until - timedelta(days=24)


def course(name: str, story: Story) -> Callable[[date], float]:
    """Return how much is said about a topic on a day, relative to its other days."""
    if name in SEASONS:
        return lambda day: season(name, day)
    return {
        "abschlag": lambda day: _wave(day, story.instalments_raised),
        "aufzug": lambda day: _outage(day, story.lift_broke),
        "chatbot": lambda day: _growth(day, story.chatbot_opened, story.chatbot_everywhere),
        "umzug": lambda day: season("umzugszeit", day) * (0.3 if day >= story.form_shortened else 1.0),
        "nachumzug": lambda day: season("umzugszeit", day) * (1.0 if day >= story.form_shortened else 0.02),
        "silo": lambda day: 0.8 + 0.5 * (day - story.begins).days / 730,
        "sturm": lambda day: _storm(day, story.storm),
        "portal": lambda day: _broken(day, story.portal_renewed, story.login_mended),
        "betrug": lambda day: 1.0 if day >= story.fraud else 0.0,
        "wechsel": lambda day: season("jahreswechsel", day) + 0.9 * _wave(day, story.instalments_raised),
    }[name]


def trouble_since(name: str, story: Story) -> date | None:
    """Return the day from which a customer counts how long the trouble has lasted, where a story fixes it."""
    return story.lift_broke if name == "aufzug" else None


def _wave(day: date, start: date) -> float:
    """Little before, a steep wave within three weeks, half of it gone every four, and a rest that stays."""
    age = (day - start).days
    if age < 0:
        return 0.05
    rise = min(1.0, (age + 2) / 16)
    return max(0.8, float(6.0 * rise * 0.5 ** (max(0, age - 16) / 28)))


def _outage(day: date, start: date) -> float:
    age = (day - start).days
    if not 0 <= age < LIFT_WEEKS * 7 + 10:
        return 0.0
    return 0.15 if age >= LIFT_WEEKS * 7 else 0.7 + 0.6 * age / (LIFT_WEEKS * 7)


def _broken(day: date, start: date, end: date) -> float:
    return 0.01 if day >= end else 1.3 if day >= start else 0.35


def _growth(day: date, start: date, everywhere: date) -> float:
    age = (day - start).days
    return 0.0 if age < 0 else (0.6 + age / 500) * (2.3 if day >= everywhere else 1.0)


def _storm(day: date, start: date) -> float:
    age = (day - start).days
    return 0.0 if not 0 <= age <= 42 else float(max(0.15, 0.5 ** (age / 6)))
