"""Real HTTP servers on the loopback that take calls, refuse them, redirect, drip, flood or keep silent."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

ENDLESS = b"x" * 65_536


@dataclass(frozen=True)
class Heard:
    """One call as it came."""

    name: str  # webhook-id
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def what(self) -> tuple[str, str]:
        """Return what happened to which case."""
        return self.content["type"], self.content["data"].get("number", "")


@dataclass
class Receiver:
    """One server; `port` stays the same when it is stopped and started again."""

    mood: str = "204"  # a status, or how it misbehaves
    location: str = ""
    takes: int | None = None  # so many calls before it says 503
    trust: ssl.SSLContext | None = None
    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    sent: int = 0  # bytes of endless answers
    released: Event = field(default_factory=Event)
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.trust else 'http'}://localhost:{self.port}/kunding"

    @property
    def told(self) -> list[tuple[str, str]]:
        return [heard.what for heard in self.heard]

    def start(self) -> None:
        """Listen; on a new port the first time."""
        self.released.clear()
        self.server = _Server(("127.0.0.1", self.port), type("Handler", (_Handler,), {"receiver": self}))
        if self.trust:
            self.server.socket = self.trust.wrap_socket(self.server.socket, server_side=True)
        self.port = int(self.server.server_address[1])
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self.released.set()
        server, self.server = self.server, None
        if server is not None:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: callers hang up on what misbehaves."""


@contextmanager
def running(mood: str = "204", **how: Any) -> Iterator[Receiver]:
    """Run a server."""
    receiver = Receiver(mood, **how)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self.receiver.heard.append(Heard("GET", dict(self.headers), b'{"type": "GET", "data": {}}'))
        self._say(200)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.heard.append(Heard(headers["webhook-id"], headers, body))
        if self.receiver.takes is not None and len(self.receiver.heard) > self.receiver.takes:
            self.receiver.mood = "503"
        with suppress(OSError):
            getattr(self, f"_{self.receiver.mood.replace(' ', '_')}", self._say)()

    def _say(self, status: int | None = None) -> None:
        self.send_response(status or int(self.receiver.mood))
        if self.receiver.location:
            self.send_header("Location", self.receiver.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _keeps_silent(self) -> None:
        self.receiver.released.wait(20)
        self.close_connection = True

    def _drips(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.receiver.released.wait(0.02):
            self.wfile.write(b"x")

    def _drips_after_yes(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not self.receiver.released.wait(0.02):
            self.wfile.write(b"x")

    def _floods(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n")
        while not self.receiver.released.is_set():
            self.receiver.sent += self.wfile.write(ENDLESS)

    def _floods_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.receiver.released.is_set():
            self.receiver.sent += self.wfile.write(b"X-Much: " + ENDLESS + b"\r\n")

    def _stammers(self) -> None:
        self.wfile.write(b"\x00\xff mail or what?\r\n\r\n")
        self.close_connection = True

    def _hangs_up(self) -> None:
        self.close_connection = True
