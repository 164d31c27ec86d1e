"""What all mailboxes have in common: mails wait in them, are fetched, and are put away once they are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

LARGEST_MAIL = 40_000_000  # bytes; of a larger one only the beginning is fetched
BEGINNING = 64_000  # bytes


@dataclass(frozen=True)
class Waiting:
    """A mail in the mailbox: the mailbox's own key for it, and its size in bytes."""

    key: str
    size: int


@dataclass(frozen=True)
class Fetched:
    """A mail's bytes; only the beginning of one that is too large."""

    key: str
    raw: bytes = field(repr=False)
    size: int

    @property
    def is_whole(self) -> bool:
        """Return whether all bytes were fetched."""
        return self.size <= LARGEST_MAIL


class Mailbox(Protocol):
    """A mailbox that is open."""

    def waiting(self) -> Iterator[Waiting]:
        """Yield the mails that wait, the oldest first."""

    def fetch(self, waiting: Waiting) -> Fetched | None:
        """Return a mail's bytes; None where somebody else took it away meanwhile."""

    def put_away(self, fetched: Sequence[Fetched]) -> None:
        """Take these mails out of what waits; call it only when they are kept for good."""

    def close(self) -> None:
        """Leave the mailbox; never raises."""


class MailboxFails(Exception):
    """A mailbox that cannot be looked into; `reason` is a word of `listen.models.Failure`, the text a detail."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class AddressIsWrong(Exception):
    """An address that is no mailbox; the text says what is wrong and what to do."""
