"""What is told to other systems, in which words, and when a receiver that fails is called again."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# The words of the trail, which may change → the words that receivers rely on, which do not.
EVENT_OF_ACT: Mapping[str, str] = {
    "open_case": "case.opened",
    "decide_readings": "case.opened",
    "sharpen_case": "case.read",
    "acknowledge_cases": "case.acknowledged",
    "assess_case": "case.assessed",
    "take_over_case": "case.taken_over",
    "offer_case": "case.offered",
    "accept_case": "case.accepted",
    "refuse_case": "case.refused",
    "withdraw_offer": "case.withdrawn",
    "let_offer_lapse": "case.lapsed",
    "customer_wrote": "case.customer_wrote",
    "answer_case": "case.answered",
    "decide_case": "case.decided",
    "letter_came_back": "case.letter_came_back",
    "escalate_case": "case.late",
    "give_verdict": "case.judged",
    "close_case": "case.closed",
    "close_settled": "case.closed",
    "reopen_case": "case.reopened",
    "merge_case": "case.merged",
    "unmerge_case": "case.unmerged",
    "take_in_case": "case.took_in",
    "let_case_go": "case.let_go",
}
PAUSES = (*(timedelta(seconds=seconds) for seconds in (10, 60, 300, 900)), timedelta(hours=1))
PAUSED_AFTER = timedelta(days=3)  # of failing: longer than a weekend
LEASE = timedelta(minutes=2)  # after which a receiver whose calling never ended is called again
TURN = timedelta(seconds=60)  # of calling one after the other; with one more call it is shorter than the lease
OLD_SECRET_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Happened:
    """One thing that happened to one case, with the case as it stands now. No name and no word of anybody."""

    entry: int  # of the trail
    case: int
    name: str  # the same each time that this is told
    event: str
    at: datetime
    number: str
    kind: str
    state: str
    due_at: datetime | None
    unit: str
    merged_into: str = ""  # the number of the case in which it goes on


def acts_of(events: Collection[str]) -> list[str]:
    """Return the acts of the trail behind these events; behind all where none is named.

    >>> acts_of(["case.closed"])
    ['close_case', 'close_settled']
    """
    return [act for act, event in EVENT_OF_ACT.items() if not events or event in events]


def body_of(happened: Happened, *, url: str) -> bytes:
    """Return what the receiver reads; `url` is the address of this installation."""
    data = {
        "number": happened.number,
        "kind": happened.kind,
        "state": happened.state,
        "due_at": _moment(happened.due_at) if happened.due_at else None,
        "unit": happened.unit,
        "merged_into": happened.merged_into or None,
        "page": f"{url}/cases/{happened.number}/",
        "api": f"{url}/api/v1/cases/{happened.number}",
    }
    return _json({"type": happened.event, "timestamp": _moment(happened.at), "data": data})


def trial_body(name: str, *, at: datetime) -> bytes:
    """Return what a receiver reads when somebody tries whether it answers.

    >>> trial_body("ERP", at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    b'{"type":"test","timestamp":"2026-11-02T09:00:00Z","data":{"webhook":"ERP"}}'
    """
    return _json({"type": "test", "timestamp": _moment(at), "data": {"webhook": name}})


def pause_after(*, tries: int) -> timedelta:
    """Return how long to wait after so many calls that failed in a row.

    >>> [str(pause_after(tries=n)) for n in (1, 2, 3, 4, 5, 60)]
    ['0:00:10', '0:01:00', '0:05:00', '0:15:00', '1:00:00', '1:00:00']
    """
    return PAUSES[min(tries, len(PAUSES)) - 1]


def is_paused_now(*, failing_since: datetime, at: datetime, gone: bool) -> bool:
    """Return whether a receiver that failed again is left alone until a person looks; `gone`: it said so itself."""
    return gone or at - failing_since >= PAUSED_AFTER


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
