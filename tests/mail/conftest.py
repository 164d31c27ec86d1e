"""Mail on its whole way: mailboxes of listen, stages of the loop, the page, the command, and an SMTP server."""

from collections.abc import Iterator

import pytest

from kunding.listen.tests.conftest import fresh_home, imap, maildir, own_store, running_imap
from kunding.respond.post.server import Server
from tests.mail.smtp import SmtpServer, smtp_server

__all__ = ["fresh_home", "imap", "maildir", "own_store", "running_imap"]


@pytest.fixture
def smtp(settings) -> Iterator[SmtpServer]:  # type: ignore[no-untyped-def]
    """Return a running server that sends Kunding's mail."""
    with smtp_server() as server:
        settings.KUNDING_SMTP = Server("127.0.0.1", server.port, encrypted=False)
        settings.KUNDING_MAIL_FROM = "Stadtwerke Lindenau <service@lindenau.example>"
        yield server
