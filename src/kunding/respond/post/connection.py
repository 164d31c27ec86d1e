"""One connection to the mail server for many letters, and what may go wrong as sentences."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from types import TracebackType
from typing import Self

from kunding.respond.post.message import Letter, message_of
from kunding.respond.post.server import Server

TIMEOUT = 20.0  # seconds without an answer


class ServerFails(Exception):
    """The server cannot be used now, for this letter or any other; the text says why."""


class LineDropped(Exception):
    """The connection broke while a letter was handed over: nobody knows whether it was taken."""


class LetterRefused(Exception):
    """The server does not take this letter; `for_good`: and never will. The text is the server's own."""

    def __init__(self, text: str, *, for_good: bool) -> None:
        self.for_good = for_good
        super().__init__(text)


class Postman:
    """Hands letters to a server; connects for the first one, and again where the line broke."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.line is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.line.quit()
        self._hang_up()

    def hand_over(self, letter: Letter) -> None:
        """Give the letter to the server; when this returns, the server has taken it.

        Raises LetterRefused, LineDropped or ServerFails, and LetterIsWrong before the server hears of it.
        """
        mail = message_of(letter)
        line = self.line or self._connect()
        self.line = line
        if letter.beyond_ascii and not line.has_extn("smtputf8"):
            raise LetterRefused("The mail server does not know addresses beyond ASCII.", for_good=True)
        options = ["SMTPUTF8", "BODY=8BITMIME"] if letter.beyond_ascii else []
        receiver = str(mail["To"].addresses[0].addr_spec)
        with self._told():
            line.sendmail(parseaddr(letter.sender)[1], [receiver], mail.as_bytes(), mail_options=options)

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        try:
            line = self._open(server)
            if server.user:
                _may_carry_the_password(line, server)
                line.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as error:
            raise ServerFails(f"The mail server refuses the login: {_said(error)}") from error
        except ssl.SSLError as error:
            raise ServerFails(f"The mail server’s certificate is not trusted: {error.reason or error}") from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise ServerFails(f"The mail server {server.host} does not answer: {_reason(error)}") from error
        return line

    def _open(self, server: Server) -> smtplib.SMTP:
        safe = ssl.create_default_context()
        if server.encrypted:
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=safe)
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        line.ehlo_or_helo_if_needed()
        if line.has_extn("starttls") and not (server.encrypted or server.is_here):
            line.starttls(context=safe)
            line.ehlo()
        return line

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what may go wrong while a letter is handed over into what is to be done about it."""
        try:
            yield
        except smtplib.SMTPSenderRefused as error:
            # Our own address is not allowed: that is about us and not about this letter.
            self._hang_up()
            raise ServerFails(f"The mail server refuses our sender: {_said(error)}") from error
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            self._hang_up_after(code)
            raise LetterRefused(_line(code, text), for_good=500 <= code < 600) from error
        except smtplib.SMTPResponseException as error:
            self._hang_up_after(error.smtp_code)
            raise LetterRefused(_said(error), for_good=500 <= error.smtp_code < 600) from error
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise LineDropped(f"The mail server broke off: {_reason(error)}") from error

    def _hang_up_after(self, code: int) -> None:
        if code == 421:  # the server says that it closes the line
            self._hang_up()

    def _hang_up(self) -> None:
        line, self.line = self.line, None
        if line is not None:
            line.close()


def _may_carry_the_password(line: smtplib.SMTP, server: Server) -> None:
    if not (isinstance(line.sock, ssl.SSLSocket) or server.is_here):
        line.close()
        raise ServerFails("The mail server offers no encryption, so the password is not sent to it.")


def _said(error: smtplib.SMTPResponseException) -> str:
    return _line(error.smtp_code, error.smtp_error)


def _line(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:300]


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)[:200]
