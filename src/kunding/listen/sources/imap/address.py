"""Where an IMAP mailbox is: `imaps://USER@HOST[:PORT]/FOLDER[?move=FOLDER]`."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from kunding.listen.sources.mailbox import AddressIsWrong

_PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class ImapAddress:
    """An IMAP mailbox; `move`: the folder into which mails go once they are kept, empty where they are deleted."""

    host: str
    port: int
    user: str
    folder: str = "INBOX"
    move: str = ""
    encrypted: bool = True


def read_address(address: str) -> ImapAddress:
    """Return the parts of an address.

    Raises AddressIsWrong for anything else; a password in it is refused, because addresses are shown and stored.

    >>> read_address("imaps://service@lindenau.example@mail.lindenau.example/INBOX?move=Erledigt")
    ... # doctest: +NORMALIZE_WHITESPACE
    ImapAddress(host='mail.lindenau.example', port=993, user='service@lindenau.example', folder='INBOX',
                move='Erledigt', encrypted=True)
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressIsWrong(_like(address)) from error
    if parts.scheme not in _PORTS or not host or not parts.username or not address.isprintable():
        raise AddressIsWrong(_like(address))
    if parts.password is not None:
        raise AddressIsWrong("Leave the password out of the address; it belongs in KUNDING_MAIL_PASSWORD_<NAME>.")
    return ImapAddress(
        host=host,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        move=parse_qs(parts.query).get("move", [""])[0],
        encrypted=parts.scheme == "imaps",
    )


def _like(address: str) -> str:
    shown = "".join(letter for letter in address[:120] if letter.isprintable())
    return f"“{shown}” is no mailbox; write it like imaps://user@mail.example.org/INBOX."
