"""A connection to an IMAP server that goes only where Kunding may connect to."""

import imaplib
import socket
import ssl
from collections.abc import Sequence

from imap_tools import BaseMailBox

from kunding.listen.sources.imap.address import ImapAddress
from kunding.listen.sources.network import Network, connected

TIMEOUT = 30.0  # seconds without an answer


class _Client(imaplib.IMAP4):
    """The standard client on a socket that leads to a checked address."""

    def __init__(self, address: ImapAddress, allowed: Sequence[Network]) -> None:
        self.address, self.allowed = address, allowed
        super().__init__(address.host, address.port, TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = connected(self.address.host, self.address.port, allowed=self.allowed, timeout=timeout or TIMEOUT)
        if not self.address.encrypted:
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=self.address.host)


class Connection(BaseMailBox):
    """The library's mailbox over that client."""

    def __init__(self, address: ImapAddress, allowed: Sequence[Network]) -> None:
        self.address, self.allowed = address, allowed
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Client(self.address, self.allowed)
