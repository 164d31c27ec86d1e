"""What somebody wants to see in the inbox, as it stands in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

from kunding.listen.models import Channel
from kunding.respond.models import Kind, State

SHOWN = ("all", "overdue", "silted", "closed", "both", "reminders")  # both: open and closed
FOR_ME = ("mentioned", "escalated", "offered", "tasks")
OWNERS = ("me", "deputies")
# Sort key → column; each has an index, or is the key itself. Nothing else is ever sorted by.
SORTS = {"due": "due_at", "untouched": "touched_at", "newest": "-pk"}
PROMISES = ("kept", "broken")
_PAIR = re.compile(r"(\d{1,18}),(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """The filters of the inbox as they stand in the address; only words that we know."""

    show: str = "all"
    sort: str = "due"
    unit: int | None = None
    kind: str = ""
    state: str = ""
    channel: str = ""
    segment: str = ""
    owner: str = ""
    label: int | None = None
    words: str = ""
    # What a figure counts, so that each figure leads to its cases.
    theme: int | None = None
    touchpoint: int | None = None
    journey: int | None = None
    answered: str = ""  # "yes": a person answered
    promise: str = ""  # the answer came in time, or not
    first_contact: str = ""  # it was settled with one answer, or not
    solved: str = ""  # by the customer's latest verdict; "no": not entirely
    chased: str = ""  # "yes": the customer had to ask for the answer
    between: str = ""  # "3,5": unit 3 offered the case to unit 5 …
    since: str = ""  # … on a day from this …
    until: str = ""  # … to this one; without `between`, the days on which the cases were opened
    after: str = ""

    @property
    def is_about_work(self) -> bool:
        """Return whether the list stands behind a figure about how a team works: it names no owner then."""
        return bool(self.answered or self.promise or self.first_contact or self.solved or self.chased)

    @property
    def pair(self) -> tuple[int, int] | None:
        """Return the giving and the receiving unit."""
        found = _PAIR.fullmatch(self.between)
        return (int(found[1]), int(found[2])) if found else None

    @property
    def address(self) -> str:
        """Return the filters as an address has them, without the place on a page."""
        usual = Wanted()
        chosen = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name != "after" and getattr(self, field.name) != getattr(usual, field.name)
        }
        return urlencode(chosen)


def wanted(parameters: Mapping[str, str]) -> Wanted:
    """Return the filters in an address; what we do not know is passed over.

    >>> wanted({"sort": "owner__password", "kind": "complaint", "unit": "1 OR 1=1"}).address
    'kind=complaint'
    """
    # How well promises are kept is no question about one person's cases.
    of_all = parameters.get("owner") not in OWNERS
    return Wanted(
        show=_one_of(parameters.get("show"), (*SHOWN, *FOR_ME), "all"),
        sort=_one_of(parameters.get("sort"), tuple(SORTS), "due"),
        unit=_key(parameters.get("unit")),
        kind=_one_of(parameters.get("kind"), tuple(Kind.values)),
        state=_one_of(parameters.get("state"), tuple(State.values)),
        channel=_one_of(parameters.get("channel"), tuple(Channel.values)),
        segment=(parameters.get("segment") or "").replace("\0", "")[:60],
        owner=_one_of(parameters.get("owner"), OWNERS),
        label=_key(parameters.get("label")),
        words=(parameters.get("words") or "").replace("\0", "").strip()[:200],
        theme=_key(parameters.get("theme")),
        touchpoint=_key(parameters.get("touchpoint")),
        journey=_key(parameters.get("journey")),
        answered=_one_of(parameters.get("answered"), ("yes",)) if of_all else "",
        promise=_one_of(parameters.get("promise"), PROMISES) if of_all else "",
        first_contact=_one_of(parameters.get("first_contact"), ("yes", "no")) if of_all else "",
        solved=_one_of(parameters.get("solved"), ("yes", "no")) if of_all else "",
        chased=_one_of(parameters.get("chased"), ("yes",)) if of_all else "",
        between=found[0] if (found := _PAIR.fullmatch(parameters.get("between") or "")) else "",
        since=_day(parameters.get("since")),
        until=_day(parameters.get("until")),
        after=(parameters.get("after") or "")[:40],
    )


def _one_of(word: str | None, known: tuple[str, ...], usual: str = "") -> str:
    return word if word in known else usual


def _day(word: str | None) -> str:
    try:
        day = date.fromisoformat(word or "")
    except ValueError:
        return ""
    return day.isoformat() if 1990 <= day.year <= 2200 else ""


def _key(word: str | None) -> int | None:
    return int(word) if word and word.isascii() and word.isdigit() and len(word) <= 18 else None
