"""Real mailboxes for tests: maildirs on the disk, and an IMAP server of its own process on the loopback."""

import imaplib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

USER, PASSWORD = "service", "geheim"
_SERVER = "from pymap.main import main; main()"


def make_maildir(folder: Path) -> Path:
    """Make an empty maildir."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return folder


def deliver(folder: Path, mails: Iterable[bytes]) -> None:
    """Put mails into a maildir as a mail server does: written beside, then renamed."""
    begin = len(list((folder / "new").iterdir())) + len(list((folder / "cur").iterdir()))
    for number, raw in enumerate(mails, begin):
        name = f"1700000000.{number:06}.test"
        (folder / "tmp" / name).write_bytes(raw)
        (folder / "tmp" / name).rename(folder / "new" / name)


@dataclass(frozen=True)
class ImapServer:
    """An IMAP server on the loopback."""

    port: int

    def address(self, query: str = "") -> str:
        """Return the address for a source."""
        return f"imap://{USER}@127.0.0.1:{self.port}/INBOX{query}"

    def deliver(self, mails: Iterable[bytes]) -> None:
        """Put mails into the inbox."""
        with self._client() as client:
            for raw in mails:
                client.append("INBOX", "", "", raw)

    def waiting(self, folder: str = "INBOX") -> int:
        """Return how many mails are in a folder."""
        with self._client() as client:
            status, told = client.select(folder, readonly=True)
            return int(told[0] or 0) if status == "OK" else 0

    @contextmanager
    def _client(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.port, 10)
        client.login(USER, PASSWORD)
        yield client
        client.logout()


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """Run an IMAP server with an empty inbox; skips where it is not installed."""
    if find_spec("pymap") is None:
        told = "The IMAP server for tests (pymap) is not installed."
        (pytest.fail if os.environ.get("KUNDING_TEST_ALL") == "1" else pytest.skip)(told)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, "--no-service", "admin", "--host", "127.0.0.1", "--port", str(port), "--no-tls",
         "dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, process)
        server = ImapServer(port)
        with server._client() as client:  # it comes with a few mails of its own
            client.select("INBOX")
            client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
            client.expunge()
        yield server
    finally:
        process.kill()
        process.wait(timeout=10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("The IMAP server for tests does not start.")
