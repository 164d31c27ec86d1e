"""Reading a maildir: from `new` to `cur`, marked as seen."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kunding.listen.sources.mailbox import BEGINNING, LARGEST_MAIL, AddressIsWrong, Fetched, MailboxFails, Waiting

_SEEN = ":2,S"


def checked_folder(address: str) -> str:
    """Return the maildir's absolute path.

    Raises AddressIsWrong where there is no folder with `new` and `cur`.
    """
    folder = Path(address).expanduser().absolute()
    if not (folder / "new").is_dir() or not (folder / "cur").is_dir():
        raise AddressIsWrong(f"{folder} is no maildir: it needs the folders “new” and “cur”.")
    return str(folder)


class Maildir:
    """An open maildir."""

    def __init__(self, folder: Path) -> None:
        self.new, self.cur = folder / "new", folder / "cur"
        if not self.new.is_dir() or not self.cur.is_dir():
            raise MailboxFails("missing", str(folder))

    def waiting(self) -> Iterator[Waiting]:
        """Yield the regular files in `new`, in the order of their names, which begin with the time."""
        try:
            with os.scandir(self.new) as entries:
                # A link could lead out of the mailbox, and a pipe would never end.
                found = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        except OSError as error:
            raise MailboxFails("unreadable", error.strerror or "") from error
        for name in found:
            with suppress(FileNotFoundError):
                yield Waiting(name, (self.new / name).lstat().st_size)

    def fetch(self, waiting: Waiting) -> Fetched | None:
        """Return the file's bytes; None where it is gone."""
        try:
            descriptor = os.open(self.new / waiting.key, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MailboxFails("unreadable", error.strerror or "") from error
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return None
            wanted = LARGEST_MAIL if status.st_size <= LARGEST_MAIL else BEGINNING
            return Fetched(waiting.key, file.read(wanted), status.st_size)

    def put_away(self, fetched: Sequence[Fetched]) -> None:
        """Move the files to `cur`; nothing is deleted."""
        for one in fetched:
            name = one.key.partition(":")[0]
            try:
                (self.new / one.key).rename(self.cur / (name + _SEEN))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise MailboxFails("read_only", error.strerror or "") from error

    def close(self) -> None:
        """Nothing is held open."""
