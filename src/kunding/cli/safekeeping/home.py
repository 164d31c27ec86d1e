"""The data directory: what of it is put away, and how another one takes its place at once."""

import ctypes
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from kunding.cli.refusal import Refused
from kunding.cli.safekeeping.archive import sync_folder

# What is made anew: the lake, the locks and logs of SQLite, what was half written.
LEFT_OUT = ("lake", "_compiled", "limits.sqlite3")
HALF = (".part", "-wal", "-shm", "-journal", ".lock")
KEYS = ".key"
ERASED = "erased.jsonl"  # as loop.rights.remembered calls it
MARK = ".half-restored"
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names change places in one step
_HERE = -100  # AT_FDCWD


def files_to_keep(home: Path, *, without: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file that belongs into a backup with its name there; keys and the database file are not among them."""
    for file in sorted(home.rglob("*")):
        inside = file.relative_to(home)
        is_ours = file.is_file() and not file.is_symlink() and inside.parts[0] not in LEFT_OUT
        if is_ours and file != without and not file.name.endswith((*HALF, KEYS)):
            yield f"home/{inside.as_posix()}", file


def keys_in(home: Path) -> dict[str, str]:
    """Return the keys that lie in the data directory: name → content."""
    return {file.name: file.read_text(encoding="ascii") for file in sorted(home.glob(f"*{KEYS}"))}


def is_empty(home: Path) -> bool:
    """Return whether the data directory holds nothing but a key and the list of who was erased."""
    return not home.exists() or all(file.name.endswith(KEYS) or file.name == ERASED for file in home.iterdir())


def new_place(home: Path, *, at: datetime) -> Path:
    """Return an empty folder beside the data directory, marked as half made; what a crash left there is put in order.

    Without the mark it is a data directory that has just lost its place to a restored one: it is kept.
    """
    place = home.with_name(f"{home.name}.restoring")
    try:
        throw_away(place)
        if place.exists():
            place.rename(_name_before(home, at))
        place.mkdir(mode=stat.S_IMODE(home.stat().st_mode))
        (place / MARK).touch()
    except OSError as error:
        raise Refused(f"{place} cannot be made: {error.strerror}. It must lie beside the data directory.") from error
    return place


def throw_away(place: Path) -> None:
    """Remove a folder that is half made, and no other one."""
    if (place / MARK).exists():
        shutil.rmtree(place)


def take_place(new: Path, home: Path, *, at: datetime) -> Path:
    """Let `new` be the data directory from one moment to the next; return where the one before lies now.

    Both lie in the same folder. A crash leaves either the old one or the new one under the name.
    """
    try:
        (new / MARK).unlink()
        sync_folder(new)
        _exchange(new, home)
    except OSError as error:
        (new / MARK).touch()
        raise Refused(
            f"{home} cannot change its place ({error.strerror}). Where it is a volume of its own, set KUNDING_HOME to a"
            " folder below it, and restore into that."
        ) from error
    before = _name_before(home, at)
    new.rename(before)
    sync_folder(home.parent)
    return before


def _name_before(home: Path, at: datetime) -> Path:
    name = f"{home.name}.before-{at:%Y%m%d-%H%M%S}"
    taken = (home.with_name(name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(place for place in taken if not place.exists())


def _exchange(one: Path, other: Path) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    rename = getattr(library, "renameat2", None)
    if rename is None:  # no Linux: two steps, and between them the name is free for a moment
        aside = other.with_name(f"{other.name}.aside")
        other.rename(aside)
        one.rename(other)
        aside.rename(one)
        return
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
