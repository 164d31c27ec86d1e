"""An address is looked up once, checked, and connected to; neither a rebound name nor a redirect leads elsewhere."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kunding.respond.calls import line
from kunding.respond.calls.line import Failure, Line
from tests.webhooks.receiver import Receiver, running

LOOPBACK = [ip_network("127.0.0.1/32")]
HEADERS = {"webhook-id": "x"}


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let names mean what a test says, another address each time; return which were asked for."""
    asked: list[str] = []

    def mean(*answers: list[str]) -> list[str]:
        def look_up(host: object, port: int, *args: object, **named: object) -> list[object]:
            asked.append(str(host))
            found = answers[min(len(asked), len(answers)) - 1]
            kinds = [socket.AF_INET6 if ip_address(one).version == 6 else socket.AF_INET for one in found]
            rows = zip(kinds, found, strict=True)
            return [(kind, socket.SOCK_STREAM, 6, "", (one, port)) for kind, one in rows]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return mean


def call(url: str, allowed: list[object] | None = None) -> line.Reply:
    with Line(url, allowed=allowed if allowed is not None else LOOPBACK) as made:  # type: ignore[arg-type]
        return made.call(b"{}", HEADERS)


def test_a_name_that_means_something_else_a_moment_later_changes_nothing(receiver: Receiver, names) -> None:  # type: ignore[no-untyped-def]
    asked = names(["127.0.0.1"], ["127.0.0.2"], ["10.0.0.1"])
    with Line(f"http://rebound.example:{receiver.port}/x", allowed=LOOPBACK) as made:
        assert made.call(b"{}", HEADERS).taken
        assert made.call(b"{}", HEADERS).taken
    assert asked == ["rebound.example"]
    assert receiver.heard[0].headers["host"] == f"rebound.example:{receiver.port}"


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1"])
def test_a_name_that_came_to_lead_inside_is_not_connected_to(receiver: Receiver, names, inside: str) -> None:  # type: ignore[no-untyped-def]
    names([inside])
    assert call(f"http://inside.example:{receiver.port}/", allowed=[]).failure == Failure.FORBIDDEN
    names(["8.8.8.8", inside])
    assert call(f"http://inside.example:{receiver.port}/", allowed=[]).failure == Failure.FORBIDDEN
    assert receiver.heard == []


def test_an_address_where_nobody_listens_gives_way_to_the_next(receiver: Receiver, names) -> None:  # type: ignore[no-untyped-def]
    names(["127.0.0.9", "127.0.0.1"])
    assert call(f"http://two.example:{receiver.port}/", allowed=[ip_network("127.0.0.0/8")]).taken


def test_no_proxy_of_the_surroundings_is_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert call(f"http://127.0.0.1:{receiver.port}/").taken
    assert len(receiver.heard) == 1


class TestACertificate:
    @pytest.fixture
    def secure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
        """A server whose certificate for the name "localhost" the system trusts."""
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trust.load_cert_chain(_certificate(tmp_path))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        line.trusted.cache_clear()
        with running(trust=trust) as server:
            yield server
        line.trusted.cache_clear()

    def test_is_checked_against_the_name_though_the_address_is_connected_to(self, secure: Receiver) -> None:
        assert call(secure.url, allowed=[ip_network("127.0.0.0/8"), ip_network("::1/128")]).taken

    def test_of_another_name_is_refused(self, secure: Receiver, names) -> None:  # type: ignore[no-untyped-def]
        names(["127.0.0.1"])
        assert call(f"https://bank.example:{secure.port}/").failure == Failure.NOT_TRUSTED
        assert secure.heard == []

    def test_that_nobody_vouches_for_is_refused(self, secure: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SSL_CERT_FILE")
        line.trusted.cache_clear()
        reply = call(secure.url, allowed=[ip_network("127.0.0.0/8"), ip_network("::1/128")])
        assert reply.failure == Failure.NOT_TRUSTED


def _certificate(folder: Path) -> Path:
    """Make a certificate for "localhost", with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "certificate.pem"
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file
