"""Chatwoot CVE-2026-5205, Zammad CVE-2026-34719: an address that somebody types in leads to what only we can reach."""

import ast
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.examining.servers import mailboxes
from kunding.listen.actions import SourceIsWrong, add_source
from kunding.listen.models import Mailbox, Source
from kunding.listen.sources.mailbox import AddressIsWrong, MailboxFails
from kunding.listen.sources.opening import open_mailbox
from kunding.listen.tests.test_mailboxes_in_private_networks_are_refused import PRIVATE
from kunding.respond.actions import add_webhook
from kunding.respond.actions.webhooks import WebhookIsWrong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ROOMS = Path(__file__).parents[2] / "src" / "kunding"

# Names that lead inside, as their owners' servers would answer.
NAMES = {
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "10.0.0.1.sslip.io": ["10.0.0.1"],
    "localtest.example": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:192.168.0.1"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
    "router.fritz.box": ["192.168.178.1"],
}
ODD = ["017700000001", "0x7f.1", "127.0.0.1.", "①②⑦.⓪.⓪.①", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:0a00:0001]", "[::%31]"]
HOSTS = [*PRIVATE, *NAMES, *ODD]
OTHER_SCHEMES = [
    "gopher://127.0.0.1:25/_HELO", "file:///etc/passwd", "dict://127.0.0.1:11211/stat", "ftp://10.0.0.1/", "ldap://::1",
    "http://169.254.169.254/latest/meta-data/", "jar:http://127.0.0.1!/", "netdoc:///etc/passwd", "tftp://10.0.0.1/x",
    "unix:///var/run/docker.sock", "//127.0.0.1/INBOX", "data:text/plain,x", "imaps:127.0.0.1",
]  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A place where somebody types in an address; `takes` returns whether it was taken."""

    name: str
    address: str  # {host} is the host
    takes: Callable[[str], bool]
    each: int = 1  # only each n-th host: the check behind the door is that of another one


def by_action(address: str) -> bool:
    try:
        add_source(kind="imap", address=address, at=NOW)
    except SourceIsWrong:
        return False
    return True


def by_command(address: str) -> bool:
    return CliRunner().invoke(app, ["source", "add", "imap", address]).exit_code == 0


def by_webhook(address: str) -> bool:
    try:
        add_webhook(address=address, name="x", at=NOW)
    except WebhookIsWrong:
        return False
    return True


def by_the_doctor(address: str) -> bool:
    source = Source.objects.create(name="x", kind="imap", address=address)
    Mailbox.objects.create(source=source, next_look_at=NOW)
    (found,) = mailboxes()
    Mailbox.objects.all().delete()
    source.delete()
    return "can be looked into" in str(found)


def by_what_was_kept_before(address: str) -> bool:
    # A name that was fine when it was typed in and leads inside today, or a row that somebody changed.
    try:
        open_mailbox("imap", address, password="x", allowed=[])
    except (AddressIsWrong, MailboxFails):
        return False
    return True


DOORS = (
    Door("a mailbox by its action", "imaps://service@{host}/INBOX", by_action),
    Door("a mailbox by command", "imaps://service@{host}/INBOX", by_command, each=9),  # it brings the database up
    Door("a mailbox that is looked into", "imaps://service@{host}:993/INBOX", by_what_was_kept_before),
    Door("a mailbox in the open", "imap://service@{host}:143/INBOX", by_what_was_kept_before),
    Door("a mailbox that the doctor looks at", "imaps://service@{host}:993/INBOX", by_the_doctor),
    Door("a webhook", "https://{host}/hook", by_webhook),
    Door("a webhook in the open", "http://{host}:8080/hook", by_webhook),
)
# Who speaks to the network at all, and who named the address: people by a door above, or the operator by a setting.
SPEAKERS = {
    "cli/examining/servers.py": "KUNDING_SMTP, and people, through listen/sources/network.py",
    "cli/run.py": "the operator, where to listen; nothing is called",
    "listen/sources/network.py": "people, checked here",
    "listen/sources/imap/connection.py": "people, through listen/sources/network.py",
    "listen/sources/imap/server.py": "people, through listen/sources/imap/connection.py",
    "respond/calls/address.py": "people, checked by listen/sources/network.py",
    "respond/calls/line.py": "people, through listen/sources/network.py",
    "respond/post/connection.py": "KUNDING_SMTP",
    "understand/reader/endpoint.py": "KUNDING_READER",
    "web/company_login.py": "KUNDING_OIDC_URL",
}
SPEAKING = {"socket", "ssl", "smtplib", "imaplib", "poplib", "ftplib", "telnetlib", "requests", "httpx",
            "urllib.request", "http.client", "urllib3", "aiohttp", "imap_tools", "xmlrpc.client"}  # fmt: skip


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer for the names, and note who is called: nobody may be."""
    real, called = socket.getaddrinfo, list[str]()

    def looked_up(host: str, port: object, *more: object, **words: object) -> list[object]:
        known = NAMES.get(host)
        if known is None:
            return list(real(host, port, *more, **words))  # type: ignore[call-overload]
        return [(socket.AF_INET6 if ":" in ip else socket.AF_INET, 1, 6, "", (ip, port)) for ip in known]

    def call(address: tuple[str, int], *more: object, **words: object) -> socket.socket:
        called.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", call)
    return called


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTS)) + len(OTHER_SCHEMES) >= 60


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_no_host_leads_inside(door: Door, calls: list[str]) -> None:
    taken = [host for host in HOSTS[:: door.each] if door.takes(door.address.format(host=host))]
    assert not taken, f"{door.name} takes {taken}"
    assert not calls, f"{door.name} called {calls}"
    assert not Source.objects.exists()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_no_other_scheme_is_spoken(door: Door, calls: list[str]) -> None:
    if door.takes is by_the_doctor:
        return  # it passes over what is no mailbox
    taken = [address for address in OTHER_SCHEMES[:: door.each] if door.takes(address)]
    assert not taken, f"{door.name} takes {taken}"
    assert not calls


def test_a_name_that_changes_between_the_check_and_the_call_reaches_nothing(
    monkeypatch: pytest.MonkeyPatch, calls: list[str]
) -> None:
    answers = iter(["93.184.216.34", *["127.0.0.1"] * 9])

    def moody(host: str, port: object, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, 1, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", moody)
    assert by_action("imaps://service@moody.example/INBOX")
    assert not by_what_was_kept_before("imaps://service@moody.example/INBOX")
    assert not calls


def test_what_the_operator_named_is_reached_and_its_neighbour_is_not(calls: list[str]) -> None:
    inside = [ip_network("10.1.0.0/16")]
    for host in ("10.1.2.3", "10.2.0.1"):
        with pytest.raises(MailboxFails):
            open_mailbox("imap", f"imaps://a@{host}/INBOX", password="x", allowed=inside)
    assert calls == ["10.1.2.3"]
    assert ip_address(calls[0]).is_private


def test_nobody_else_speaks_to_the_network() -> None:
    found = {str(path.relative_to(ROOMS)) for path in ROOMS.rglob("*.py") if "tests" not in path.parts and speaks(path)}
    assert found == set(SPEAKERS), (
        "whoever speaks to the network stands in this table, and in DOORS where people name it"
    )


def speaks(path: Path) -> bool:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return any(name == word or name.startswith(f"{word}.") for name in names for word in SPEAKING)
