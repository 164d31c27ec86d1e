"""Which server sends our mail: `smtps://USER@HOST[:PORT]` or `smtp://…`."""

import re
from dataclasses import dataclass, field
from email.utils import getaddresses
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

_PORTS = {"smtps": 465, "smtp": 587}
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x20\x7f\ud800-\udfff]{1,64}@[^\s@<>,;:\"()\\\x00-\x20\x7f\ud800-\udfff]{1,185}")  # fmt: skip  # noqa: E501


class ServerIsWrong(Exception):
    """The address is no mail server; the text says what to write instead."""


@dataclass(frozen=True)
class Server:
    """A mail server; without `encrypted` the connection begins in the open and is encrypted if the server can."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encrypted: bool = True

    @property
    def is_here(self) -> bool:
        """Return whether the server runs on this machine: there nobody listens in."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_server(address: str, *, password: str = "") -> Server | None:
    """Return the server that the address names, None where it is empty; raises ServerIsWrong.

    >>> read_server("smtps://service@mail.lindenau.example", password="geheim")
    Server(host='mail.lindenau.example', port=465, user='service', encrypted=True)
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ServerIsWrong(_like(address)) from error
    if parts.scheme not in _PORTS or not host or not address.isprintable() or parts.path.strip("/") or parts.query:
        raise ServerIsWrong(_like(address))
    if parts.password is not None:
        raise ServerIsWrong("Leave the password out of KUNDING_SMTP; it belongs in KUNDING_SMTP_PASSWORD.")
    return Server(
        host=host,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=password,
        encrypted=parts.scheme == "smtps",
    )


def address_part(text: str) -> str:
    r"""Return the address in “Name <address>” in lower case, "" where there is none that a letter can go to.

    >>> address_part("Service <Service@Lindenau.example>"), address_part("a@b\r\nBcc: c@d")
    ('service@lindenau.example', '')
    """
    if not text.isprintable():
        return ""
    found = getaddresses([text])
    address = found[0][1].strip().lower() if len(found) == 1 else ""
    return address if _ADDRESS.fullmatch(address) else ""


def _like(address: str) -> str:
    shown = "".join(letter for letter in address.rpartition("@")[2][:120] if letter.isprintable())
    return f"KUNDING_SMTP must be like smtps://user@mail.example.org, but it is “{shown}”."
