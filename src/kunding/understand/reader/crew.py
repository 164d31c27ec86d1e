"""Reading on several cores: where there is much to read, other processes read along.

A text is read the same wherever it is read. Nothing depends on a helper: what none has taken, or what one could not
finish, is read here. While this process writes, helpers read ahead; what is then asked for is ready, and what is not
asked for is forgotten. Helpers write nothing, and they end when the pipe to this process does.
"""

import os
import signal
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kunding.understand.reader.knowledge import NOTHING, Knowledge
from kunding.understand.reader.reader import Reader
from kunding.understand.reader.readings import Readings, joined

PART = 512  # texts that one process takes at a time
MUCH = 4_000  # texts in one go from which on helpers pay: each takes seconds to start
AHEAD = 5 * PART  # texts that are read ahead: about what a helper reads while a batch is written
MOST = 3  # helpers; each holds the reader's tables in its own memory

WARMING = ["Bereit?", "Êtes-vous prêts ?"]  # loads all tables and kernels

Ratings = Sequence[float | None]
Part = tuple[int, Sequence[str], Ratings | None]  # place, texts, their ratings


def spare_cores() -> int:
    """Return how many cores this process may use beside its own."""
    return len(os.sched_getaffinity(0)) - 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) - 1


@dataclass
class Crew:
    """The embedded reader with helpers in other processes; they start when much is to be read for the first time."""

    reader: Reader
    most: int = field(default_factory=lambda: min(MOST, spare_cores()))
    much: int = MUCH
    helpers: list["Helper"] = field(default_factory=list)
    _told: Knowledge = NOTHING
    _ahead: "Helping | None" = None

    @property
    def version(self) -> str:
        """That of the reader."""
        return self.reader.version

    def read(self, texts: Sequence[str], ratings: Ratings | None = None, known: Knowledge = NOTHING) -> Readings:
        """As Reader.read, with the same outcome."""
        if len(texts) < self.much or self.most < 1:
            return self.reader.read(texts, ratings, known)
        self._call_helpers(known)
        return self._read_together(_parts(texts, ratings), known)

    def read_ahead(self, texts: Sequence[str], ratings: Ratings | None = None, known: Knowledge = NOTHING) -> None:
        """Let helpers read what is likely to be asked for next; this process goes on meanwhile."""
        if known is self._told and any(helper.is_ready() for helper in self.helpers):
            self._stop_ahead()
            self._ahead = Helping.begun(_parts(texts, ratings), self.helpers)

    def dismiss(self) -> None:
        """End the helpers."""
        self._stop_ahead()
        while self.helpers:
            self.helpers.pop().end()

    def _call_helpers(self, known: Knowledge) -> None:
        if self._told is not known:
            self.dismiss()
            self._told = known
        if not self.helpers:  # one that died, say for want of memory, is not called again
            self.helpers = [Helper.started(self.reader, known) for _ in range(self.most)]

    def _read_together(self, parts: deque[Part], known: Knowledge) -> Readings:
        done = self._stop_ahead(parts)
        parts = deque(part for part in parts if part[0] not in done)
        helping = Helping.begun(parts, self.helpers, done)
        self._take(parts, done, known)
        helping.wait()
        self._take(parts, done, known)  # what a helper gave back
        return joined([done[place] for place in sorted(done)])

    def _stop_ahead(self, wanted: Sequence[Part] = ()) -> dict[int, Readings]:
        """End reading ahead and return what of it is wanted now."""
        ahead, self._ahead = self._ahead, None
        return ahead.of(wanted) if ahead else {}

    def _take(self, parts: deque[Part], done: dict[int, Readings], known: Knowledge) -> None:
        while part := _next(parts):
            place, texts, ratings = part
            done[place] = self.reader.read(texts, ratings, known)


@dataclass
class Helping:
    """What helpers are reading just now: each in a thread that waits for it."""

    parts: deque[Part]
    given: tuple[Part, ...]
    done: dict[int, Readings]
    threads: ThreadPoolExecutor
    futures: list[Future[None]]

    @classmethod
    def begun(
        cls, parts: deque[Part], helpers: Sequence["Helper"], done: dict[int, Readings] | None = None
    ) -> "Helping":
        """Let each helper that is ready take parts."""
        given, done = tuple(parts), {} if done is None else done
        ready = [helper for helper in helpers if helper.is_ready()]
        threads = ThreadPoolExecutor(len(ready) or 1)
        return cls(parts, given, done, threads, [threads.submit(helper.take, parts, done) for helper in ready])

    def wait(self) -> None:
        """Wait until no helper reads any more."""
        wait(self.futures)
        self.threads.shutdown()

    def of(self, wanted: Sequence[Part]) -> dict[int, Readings]:
        """Leave what no helper has begun, and return what was read of the very parts that are wanted."""
        self.parts.clear()
        self.wait()
        given = {place: (list(texts), ratings) for place, texts, ratings in self.given if place in self.done}
        return {
            place: self.done[place] for place, texts, ratings in wanted if given.get(place) == (list(texts), ratings)
        }


@dataclass
class Helper:
    """A process that reads what it is given."""

    pipe: Connection
    process_id: int | None
    ready: bool = False
    lives: bool = True

    @classmethod
    def started(cls, reader: Reader, known: Knowledge) -> "Helper":
        """Start a process; it tells when it is ready."""
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=help_reading, args=(there, reader, known), daemon=True)
        process.start()
        there.close()
        return cls(here, process.pid)

    def is_ready(self) -> bool:
        """Return whether it can take something now."""
        try:
            self.ready = self.ready or (self.pipe.poll() and bool(self.pipe.recv()))
        except (OSError, EOFError):
            self.lives = False
        return self.ready and self.lives

    def take(self, parts: deque[Part], done: dict[int, Readings]) -> None:
        """Take one part after another until none is left; give back the one that cannot be read."""
        while part := _next(parts):
            readings = self._ask(part)
            if readings is None:
                parts.append(part)
                return
            done[part[0]] = readings

    def end(self) -> None:
        """Let the process end."""
        self.lives = False
        self.pipe.close()

    def _ask(self, part: Part) -> Readings | None:
        try:
            self.pipe.send(part[1:])
            answer: Readings | None = self.pipe.recv()
        except (OSError, EOFError):
            self.lives = False
            return None
        return answer


def help_reading(pipe: Connection, reader: Reader, known: Knowledge) -> None:
    """What a helper does: read what comes until the pipe is closed. None says that something could not be read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that called it ends it
    reader.read(WARMING, None, known)
    try:
        pipe.send(True)
        while True:
            texts, ratings = pipe.recv()
            pipe.send(_read(reader, texts, ratings, known))
    except (EOFError, OSError):
        return


def _read(reader: Reader, texts: Sequence[str], ratings: Ratings | None, known: Knowledge) -> Readings | None:
    try:
        return reader.read(texts, ratings, known)
    except Exception:  # the calling process reads it again and tells the error
        return None


def _parts(texts: Sequence[str], ratings: Ratings | None) -> deque[Part]:
    starts = range(0, len(texts), PART)
    return deque((at, texts[at : at + PART], ratings[at : at + PART] if ratings is not None else None) for at in starts)


def _next(parts: deque[Part]) -> Part | None:
    try:
        return parts.popleft()
    except IndexError:
        return None
