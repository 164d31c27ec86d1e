"""The worker is killed by the system itself, at places that lie before, between and after the steps of a look."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import PASSWORD, ImapServer, deliver

MAILS = 6
# For each death a child is forked that works until it dies: at the n-th call of a function, before or after it.
DYING = """
import json, os, signal, sys
import kunding.cli.django
kunding.cli.django.start()
from datetime import UTC, datetime
from django.conf import settings
from django.db import connections
from kunding.listen import files, queries
from kunding.listen.actions import add_source, fetch, fetch_mail, hear, look_now
from kunding.listen.sources.imap.server import ImapMailbox
from kunding.listen.sources.maildir import Maildir
from kunding.listen.sources.opening import open_mailbox
from kunding.loop.actions.mail import sort_mails
from kunding.loop.stage import Stage
from kunding.loop.worker import Worker

OWNERS = {"keep": [files], "keep_batch": [fetch], "put_away": [ImapMailbox, Maildir], "_linked": [hear]}
fetch.MAILS_PER_BATCH = 2
now = lambda: datetime.now(UTC)
stages = [
    Stage("fetch mail", owed=queries.mailboxes_due, pay=fetch_mail, batch=1, outside=True),
    Stage("sort mail", owed=queries.mails_unsorted, pay=sort_mails, batch=500),
]

def dying(work, number, when):
    calls = 0
    def act(*args, **named):
        nonlocal calls
        calls += 1
        if calls == number and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = work(*args, **named)
        if calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return act

def live(place, number, when):
    for owner in OWNERS.get(place, []):
        setattr(owner, place, dying(getattr(owner, place), number, when))
    look_now(at=now())
    Worker(stages=stages, clock=now).drain()
    os._exit(0)

kind, address, deaths = json.loads(sys.argv[1])
add_source(kind=kind, address=address, name="Service", at=now())
connections.close_all()
ends = []
for death in deaths:
    child = os.fork()
    if not child:
        live(*death)
    end = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    password = os.environ["KUNDING_MAIL_PASSWORD_SERVICE"]
    box = open_mailbox(kind, address, password=password, allowed=settings.KUNDING_ALLOWED_NETWORKS)
    ends.append([end, len(list(box.waiting()))])
    box.close()
print(json.dumps(ends))
"""
NOT_AT_ALL = ("nowhere", 0, "before")
KILLED = -signal.SIGKILL


def work(home: Path, kind: str, address: str, deaths: list[tuple[str, int, str]]) -> list[list[int]]:
    """Return how each life ended (-9: it was killed), and how many mails waited in the mailbox afterwards."""
    environment = {
        **os.environ,
        "KUNDING_HOME": str(home),
        "KUNDING_ALLOWED_NETWORKS": "127.0.0.0/8",
        "KUNDING_MAIL_PASSWORD_SERVICE": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "kunding.config.settings",
    }
    environment.pop("KUNDING_DATABASE", None)
    command = [sys.executable, "-c", DYING, json.dumps([kind, address, deaths])]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    ends: list[list[int]] = json.loads(told)
    return ends


def kept(home: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(home / "kunding.sqlite3") as database:
        half = database.execute("SELECT count(*) FROM listen_mail WHERE feedback_id IS NULL").fetchone()
        assert half == (0,)
        return database.execute("SELECT reference, text FROM listen_feedback ORDER BY reference").fetchall()


WHOLE = [(f"{number}@example.org", f"Beschwerde {number}") for number in range(MAILS)]


@pytest.mark.sqlite
def test_of_a_maildir(maildir: Path, fresh_home: Path) -> None:
    deliver(maildir, [letter(text, number=number) for number, (_, text) in enumerate(WHOLE)])
    deaths = [
        ("keep", 2, "after"),  # while files are written
        ("keep_batch", 2, "before"),  # before the commit
        ("keep_batch", 2, "after"),  # after it, before the mailbox hears of it
        ("put_away", 1, "after"),  # after that
        ("_linked", 3, "after"),  # while mails become feedback
    ]
    ends = work(fresh_home, "maildir", str(maildir), [*deaths, NOT_AT_ALL])
    assert [end for end, _ in ends] == [KILLED] * len(deaths) + [0]
    assert [waiting for _, waiting in ends] == [6, 4, 2, 0, 0, 0]
    assert kept(fresh_home) == WHOLE
    assert not list((maildir / "new").iterdir())


@pytest.mark.sqlite
def test_of_an_imap_mailbox_between_commit_and_deletion(imap: ImapServer, fresh_home: Path) -> None:
    imap.deliver(letter(text, number=number) for number, (_, text) in enumerate(WHOLE))
    ends = work(fresh_home, "imap", imap.address(), [("put_away", 1, "before"), ("put_away", 2, "before"), NOT_AT_ALL])
    # Two mails, then two more are committed here while all that were not put away still wait there.
    assert ends == [[KILLED, 6], [KILLED, 4], [0, 0]]
    assert kept(fresh_home) == WHOLE
