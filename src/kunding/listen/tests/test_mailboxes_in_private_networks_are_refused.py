import socket
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest

from kunding.listen.actions import SourceIsWrong, add_source
from kunding.listen.models import Mailbox, Source
from kunding.listen.sources.network import AddressIsForbidden, connected, is_permitted, resolved

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PRIVATE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0",
    "localhost", "[::1]", "[::]",
    "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254", "100.64.0.1", "198.18.0.1",
    "240.0.0.1", "255.255.255.255", "224.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:a00:1]",
    "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[2002:7f00:1::]", "[2002:a00:1::]", "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]", "192.0.2.1", "[2001:db8::1]", "[100::1]", "[::127.0.0.1]",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("host", PRIVATE)
def test_a_mailbox_on_a_private_address_is_not_added(host: str) -> None:
    with pytest.raises(SourceIsWrong) as refusal:
        add_source(kind="imap", address=f"imaps://service@{host}/INBOX", at=NOW)
    assert str(refusal.value).endswith(".")
    assert not Source.objects.exists()


def test_a_name_that_leads_inside_later_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", (next(answers), 993))])
    assert resolved("mail.example.org", 993, []) == ["93.184.216.34"]
    with pytest.raises(AddressIsForbidden):
        connected("mail.example.org", 993, allowed=[], timeout=1)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, 1, 6, "", (ip, 993)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(AddressIsForbidden):
        resolved("mail.example.org", 993, [])


def test_what_the_operator_allows_is_allowed_and_nothing_beside_it() -> None:
    inside = [ip_network("10.1.0.0/16"), ip_network("fd00::/8")]
    assert is_permitted("10.1.2.3", inside)
    assert is_permitted("fd00::5", inside)
    assert is_permitted("::ffff:10.1.2.3", inside)
    assert not is_permitted("10.2.0.1", inside)
    assert not is_permitted("127.0.0.1", inside)


@pytest.mark.django_db
class TestAnAddress:
    @pytest.mark.parametrize(
        ("kind", "address", "told"),
        [
            ("imap", "mail.example.org", "write it like imaps://"),
            ("imap", "https://mail.example.org/", "write it like imaps://"),
            ("imap", "imaps://mail.example.org/INBOX", "write it like imaps://"),
            ("imap", "imaps://a@mail.example.org:99999/INBOX", "write it like imaps://"),
            ("imap", "imaps://a@mail\r\n.example.org/INBOX", "write it like imaps://"),
            ("imap", "imaps://a:geheim@mail.example.org/INBOX", "Leave the password out"),
            ("imap", "imaps://a@no-such-host.invalid/INBOX", "is not known"),
            ("maildir", "/nowhere/at/all", "is no maildir"),
            ("pop3", "pop3://a@b.de", "no kind of source"),
        ],
    )
    def test_that_is_no_mailbox_gets_one_sentence(self, kind: str, address: str, told: str) -> None:
        with pytest.raises(SourceIsWrong, match=told) as refusal:
            add_source(kind=kind, address=address, at=NOW)
        assert "\n" not in str(refusal.value)
        assert "geheim" not in str(refusal.value)

    def test_twice_is_one_mailbox(self, maildir: Path) -> None:
        first = add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)
        assert add_source(kind="maildir", address=str(maildir), at=NOW) == first
        assert add_source(kind="maildir", address=str(maildir), name="Service", at=NOW) == first
        with pytest.raises(SourceIsWrong, match="there already under the name “Service”"):
            add_source(kind="maildir", address=str(maildir), name="Info", at=NOW)
        assert Mailbox.objects.count() == 1

    def test_takes_no_name_that_another_source_has(self, maildir: Path) -> None:
        Source.objects.create(name="Service", kind="file")
        with pytest.raises(SourceIsWrong, match="another source named “Service”"):
            add_source(kind="maildir", address=str(maildir), name="Service", at=NOW)

    def test_without_encryption_is_for_networks_that_the_operator_named(self, settings) -> None:
        with pytest.raises(SourceIsWrong, match="in the open"):
            add_source(kind="imap", address="imap://a@93.184.216.34/INBOX", at=NOW)
        settings.KUNDING_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        assert add_source(kind="imap", address="imap://a@127.0.0.1/INBOX", at=NOW).name == "a"
