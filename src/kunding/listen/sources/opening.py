"""Opens the mailbox of a source by its kind."""

from collections.abc import Sequence
from pathlib import Path

from kunding.listen.sources.imap import ImapMailbox, read_address
from kunding.listen.sources.mailbox import AddressIsWrong, Mailbox
from kunding.listen.sources.maildir import Maildir, checked_folder
from kunding.listen.sources.network import AddressIsForbidden, Network, all_named, resolved

MAILBOX_KINDS = ("maildir", "imap")


def checked_address(kind: str, address: str, *, allowed: Sequence[Network]) -> str:
    """Return the address in the form in which it is kept.

    Raises AddressIsWrong where it is no mailbox, or one to which Kunding does not connect.
    """
    if kind == "maildir":
        return checked_folder(address)
    if kind != "imap":
        raise AddressIsWrong(f"“{kind[:40]}” is no kind of source; there are {' and '.join(MAILBOX_KINDS)}.")
    mailbox = read_address(address)
    try:
        resolved(mailbox.host, mailbox.port, allowed)
    except AddressIsForbidden as error:
        raise AddressIsWrong(str(error)) from error
    except OSError as error:
        raise AddressIsWrong(f"The host {mailbox.host} is not known; check its name.") from error
    if not mailbox.encrypted and not all_named(mailbox.host, mailbox.port, allowed):
        raise AddressIsWrong("Use imaps://: the password would travel in the open.")
    return address


def open_mailbox(kind: str, address: str, *, password: str, allowed: Sequence[Network]) -> Mailbox:
    """Return the open mailbox.

    Raises MailboxFails where that does not work now, AddressIsWrong where it never will.
    """
    if kind == "maildir":
        return Maildir(Path(address))
    if kind == "imap":
        return ImapMailbox(read_address(address), password=password, allowed=allowed)
    raise AddressIsWrong(f"“{kind[:40]}” is no mailbox.")
