"""Mailboxes that several modules of tests use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.db import connection

from kunding.listen.tests.servers import PASSWORD, ImapServer, imap_server, make_maildir


@pytest.fixture(scope="session")
def running_imap() -> Iterator[ImapServer]:
    """Run one IMAP server for all tests of the session."""
    with imap_server() as server:
        yield server


@pytest.fixture
def imap(running_imap: ImapServer, settings) -> ImapServer:  # type: ignore[no-untyped-def]
    """Return the server with an empty inbox; Kunding may connect to the loopback and knows the password."""
    settings.KUNDING_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    settings.ENVIRONMENT = type(settings.ENVIRONMENT)({"KUNDING_MAIL_PASSWORD_SERVICE": PASSWORD})
    with running_imap._client() as client:
        _, told = client.select("INBOX")
        if told[0] != b"0":
            client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
            client.expunge()
    return running_imap


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """Return an empty maildir."""
    return make_maildir(tmp_path / "service")


@pytest.fixture
def fresh_home(django_db_setup: None, tmp_path: Path) -> Path:
    """Return a data directory for processes of their own: the tables are copied from the tests' database, empty."""
    home = tmp_path / "killed"
    home.mkdir()
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name)) as tables, closing(sqlite3.connect(home / "kunding.sqlite3")) as copy:
        tables.backup(copy)
    return home


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Keep files in a folder of the test."""
    settings.KUNDING_HOME = tmp_path / "home"
