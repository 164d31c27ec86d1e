"""A real SMTP server on the loopback that takes letters, refuses some, and drops the line, as its receivers ask."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ANSWERS = {"unknown": "550 5.1.1 No such user here", "full": "452 4.2.2 Mailbox is full", "large": "250 OK"}


@dataclass
class SmtpServer:
    """What the server was given, and how it behaves; `port` stays the same when it is stopped and started again."""

    port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    connections: int = 0
    controller: Controller | None = None

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return ANSWERS.get(address.partition("@")[0], "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        to = envelope.rcpt_tos[0].partition("@")[0]
        if to == "large":
            return "552 5.3.4 Message too big"
        if to == "dropped":
            server.transport.abort()
        self.taken.append(envelope)
        return "250 OK"

    def start(self) -> None:
        """Listen; on a new port the first time."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port or free_port())
        self.port = self.controller.port
        self.controller.start()

    def stop(self) -> None:
        """Listen no more."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    @property
    def mails(self) -> list[EmailMessage]:
        """Return what was taken, as mails."""
        return [message_from_bytes(each.original_content, policy=default) for each in self.taken]


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    """Run a server."""
    server = SmtpServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
