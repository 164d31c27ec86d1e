"""Copies of what is asked at each request, kept between requests until the trail tells of a change.

A request asks the trail once, for all copies together, and not again before it ends or adds an entry itself.
"""

from collections.abc import Callable, Collection, Hashable
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.core.signals import request_finished, request_started
from django.db import connection, transaction

from kunding.trail.queries import NEWEST_OF_ACTS, newest_entry

Key = TypeVar("Key", bound=Hashable)
Copy = TypeVar("Copy")

MOST = 10_000  # copies of one kind; beyond, all are forgotten
_ALL: "list[Kept[Any, Any]]" = []
# In a request: the newest entry that counts for each of _ALL, empty before it was asked for. None: no request.
_newest: "ContextVar[dict[Kept[Any, Any], int] | None]" = ContextVar("newest entries in this request", default=None)


class Kept(Generic[Key, Copy]):
    """Copies of one kind; forgotten as soon as one of its acts was recorded."""

    def __init__(self, *, acts: Collection[str]) -> None:
        """Keep copies until one of these acts happens; make it once for each kind, beside the question."""
        self.acts = tuple(acts)
        self._copies: tuple[int, dict[Key, Copy]] = (-1, {})
        _ALL.append(self)

    def get(self, key: Key, *, read: Callable[[], Copy | None]) -> Copy | None:
        """Return the copy, read now where there is none; what is None is not kept."""
        newest = self._asked()
        as_of, copies = self._copies
        if as_of != newest or len(copies) >= MOST:
            # A new dictionary: who reads at this moment what is out of date by now writes into the old one.
            copies = {}
            self._copies = (newest, copies)
        if key not in copies:
            found = read()
            if found is not None:  # what a transaction saw counts for others once it is kept itself
                transaction.on_commit(lambda: copies.__setitem__(key, found))
            return found
        return copies[key]

    def forget(self) -> None:
        """Read anew next time."""
        self._copies = (-1, {})

    def _asked(self) -> int:
        newest = _newest.get()
        if newest is None:
            return newest_entry(acts=self.acts)
        if self not in newest:
            newest |= _ask_for_all()
        return newest[self]


def forget_all() -> None:
    """Forget each copy, as after another database was put in the place of this one."""
    for kept in _ALL:
        kept.forget()


def ask_again() -> None:
    """Ask the trail anew before the next copy is used: an entry was added."""
    if newest := _newest.get():
        newest.clear()


def _ask_for_all() -> dict[Kept[Any, Any], int]:
    wanted = [value for place, kept in enumerate(_ALL) for act in kept.acts for value in (act, place)]
    places = ", ".join(["(%s, CAST(%s AS integer))"] * (len(wanted) // 2))
    asked = f"SELECT acts.column2, MAX(({NEWEST_OF_ACTS})) FROM (VALUES {places}) AS acts GROUP BY acts.column2"
    with connection.cursor() as cursor:
        cursor.execute(asked, wanted)
        return {_ALL[place]: newest or 0 for place, newest in cursor.fetchall()}


def _begin(**_: object) -> None:
    _newest.set({})


def _end(**_: object) -> None:
    _newest.set(None)


request_started.connect(_begin)
request_finished.connect(_end)
