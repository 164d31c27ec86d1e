"""Speaking to an IMAP server: sizes first, one mail at a time, put away by UID when it is kept."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from kunding.listen.sources.imap.address import ImapAddress
from kunding.listen.sources.imap.connection import Connection
from kunding.listen.sources.mailbox import BEGINNING, LARGEST_MAIL, Fetched, MailboxFails, Waiting
from kunding.listen.sources.network import AddressIsForbidden, Network

TOO_LARGE = "Kunding-too-large"  # the folder for mails of which only the beginning was kept
_ASKED_AT_ONCE = 200
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,19})\b")


class ImapMailbox:
    """An open folder of an IMAP server."""

    def __init__(self, address: ImapAddress, *, password: str, allowed: Sequence[Network]) -> None:
        if not password:
            raise MailboxFails("password_missing")
        self.address = address
        with _told():
            self.box = Connection(address, allowed)
        try:
            with _told():
                self._enter(password)
        except MailboxFails:
            self.close()
            raise

    def waiting(self) -> Iterator[Waiting]:
        """Yield the mails of the folder that are not marked as deleted; sizes are asked for in batches."""
        with _told():
            uids = sorted(self.box.uids("UNDELETED", charset=None), key=int)
        for begin in range(0, len(uids), _ASKED_AT_ONCE):
            yield from self._with_sizes(uids[begin : begin + _ASKED_AT_ONCE])

    def fetch(self, waiting: Waiting) -> Fetched | None:
        """Return a mail's bytes without marking it as read."""
        part = "BODY.PEEK[]" if waiting.size <= LARGEST_MAIL else f"BODY.PEEK[]<0.{BEGINNING}>"
        with _told():
            answer = self._asked("FETCH", waiting.key, f"({part})")
        raw = next((piece[1] for piece in answer if isinstance(piece, tuple) and len(piece) > 1), None)
        return None if raw is None else Fetched(waiting.key, bytes(raw), waiting.size)

    def put_away(self, fetched: Sequence[Fetched]) -> None:
        """Delete the mails or move them; those that are too large are always moved, for they are kept nowhere else."""
        whole = [one.key for one in fetched if one.is_whole]
        too_large = [one.key for one in fetched if not one.is_whole]
        with _told():
            if too_large:
                self._move(too_large, TOO_LARGE)
            if whole and self.address.move:
                self._move(whole, self.address.move)
            elif whole:
                self._delete(whole)

    def close(self) -> None:
        """Log out; a server that is gone already is left alone."""
        with suppress(Exception):
            self.box.logout()

    def _enter(self, password: str) -> None:
        user = self.address.user
        if (user + password).isascii():
            self.box.login(user, password, initial_folder=None)
        else:
            self.box.login_utf8(user, password, initial_folder=None)
        # Most servers tell what they can do only to those whom they know.
        _, told = self.box.client.capability()
        self.box.client.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())
        self.box.folder.set(self.address.folder)
        if self.box.client.is_readonly:
            raise MailboxFails("read_only", self.address.folder)

    def _with_sizes(self, uids: Sequence[str]) -> Iterator[Waiting]:
        with _told():
            answer = self._asked("FETCH", ",".join(uids), "(UID RFC822.SIZE)")
        sizes: dict[str, int] = {}
        for piece in answer:
            line = piece if isinstance(piece, bytes) else b""
            uid, size = _UID.search(line), _SIZE.search(line)
            if uid and size:
                sizes[uid[1].decode()] = int(size[1])
        yield from (Waiting(uid, sizes[uid]) for uid in uids if uid in sizes)

    def _asked(self, command: str, *arguments: str) -> list[object]:
        status, answer = self.box.client.uid(command, *arguments)
        if status != "OK":
            raise MailboxFails("broken", f"{command}: {status}")
        return list(answer)

    def _move(self, uids: Sequence[str], folder: str) -> None:
        if not self.box.folder.exists(folder):
            self.box.folder.create(folder)
        self.box.move(uids, folder)

    def _delete(self, uids: Sequence[str]) -> None:
        if "UIDPLUS" not in self.box.client.capabilities:
            self.box.delete(uids)
            return
        # Only ours: mails that a person marked as deleted stay until that person removes them.
        self._asked("STORE", ",".join(uids), "+FLAGS.SILENT", r"(\Deleted)")
        self._asked("EXPUNGE", ",".join(uids))


@contextmanager
def _told() -> Iterator[None]:
    """Turn what may go wrong with a server into a reason."""
    try:
        yield
    except MailboxLoginError as error:
        raise MailboxFails("login_refused") from error
    except MailboxFolderSelectError as error:
        raise MailboxFails("missing") from error
    except AddressIsForbidden as error:
        raise MailboxFails("forbidden", str(error)) from error
    except ssl.SSLError as error:
        raise MailboxFails("not_trusted", str(error.reason or error)[:200]) from error
    except OSError as error:
        raise MailboxFails("unreachable", str(error.strerror or error)[:200]) from error
    except (ImapToolsError, imaplib.IMAP4.error, ValueError) as error:
        raise MailboxFails("broken", f"{type(error).__name__}: {error}"[:200]) from error
