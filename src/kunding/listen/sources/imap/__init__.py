"""A mailbox on an IMAP server."""

from kunding.listen.sources.imap.address import ImapAddress, read_address
from kunding.listen.sources.imap.server import ImapMailbox

__all__ = ["ImapAddress", "ImapMailbox", "read_address"]
