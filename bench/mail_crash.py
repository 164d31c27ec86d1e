"""`kill -9` 40 times while 500 mails are taken in, at random moments and between commit and put away: 0 / 0 / 0.

In the same run django-helpdesk 2.6.1 takes the same mails out of a local folder and is killed in the same way, where
`sh bench/peers/helpdesk.sh` has installed it.

Run: python bench/mail_crash.py [--mails 500] [--kills 40] [--only maildir|imap|helpdesk]
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from measured import Row, keep

from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import PASSWORD, deliver, imap_server, make_maildir

SEED = 40
# One process stays warm and forks a worker for each life: the kills meet the work and not the start of Python.
WORKER = """
import json, os, signal, sys
import kunding.cli.django
kunding.cli.django.start()
from datetime import UTC, datetime
from django.db import connections
from kunding.listen import queries
from kunding.listen.actions import add_source, fetch, fetch_mail, look_now
from kunding.listen.sources.imap.server import ImapMailbox
from kunding.listen.sources.maildir import Maildir
from kunding.loop.actions.mail import sort_mails
from kunding.loop.stage import Stage
from kunding.loop.worker import Worker
now = lambda: datetime.now(UTC)
STAGES = [Stage("fetch mail", owed=queries.mailboxes_due, pay=fetch_mail, batch=1, outside=True),
          Stage("sort mail", owed=queries.mails_unsorted, pay=sort_mails, batch=100)]
def live(before_put_away):
    if before_put_away:
        def die(*_):
            os.kill(os.getpid(), signal.SIGKILL)
        ImapMailbox.put_away = Maildir.put_away = die
    look_now(at=now())
    Worker(stages=STAGES, clock=now).drain()
    os._exit(0)
kind, address = sys.argv[1:]
add_source(kind=kind, address=address, name="Service", at=now())
connections.close_all()
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        live(line.strip() == "between")
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

# The peer in the same way: warm, forked for each life, killed at random moments or just before it deletes the mail.
PEER = """
import os, signal, sys
import helpdesk_site
from django.db import connections
def live(before_put_away):
    if before_put_away:
        def die(*_, **__):
            os.kill(os.getpid(), signal.SIGKILL)
        os.unlink = os.remove = die
    helpdesk_site.mail()
    os._exit(0)
helpdesk_site.migrate()
connections.close_all()
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        live(line.strip() == "between")
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
ROOT = Path(__file__).resolve().parents[1]
PEERS_PYTHON = ROOT / "build" / "peers" / "helpdesk" / "bin" / "python"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--only", choices=("maildir", "imap", "helpdesk"))
    asked = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder:
        if asked.only in (None, "maildir"):
            maildir = make_maildir(Path(folder) / "service")
            deliver(maildir, mails(asked.mails))
            rows.append(row("maildir", Path(folder) / "home-maildir", str(maildir), asked.mails, asked.kills))
        if asked.only in (None, "imap"):
            with imap_server() as server:
                server.deliver(mails(asked.mails))
                rows.append(row("imap", Path(folder) / "home-imap", server.address(), asked.mails, asked.kills))
        if asked.only in (None, "helpdesk") and PEERS_PYTHON.exists():
            rows.append(row_of_peer(Path(folder), asked.mails, asked.kills))
    keep("mail_crash", rows)


def mails(number: int) -> list[bytes]:
    return [letter(words(n), number=n) for n in range(number)]


def words(number: int) -> str:
    return f"Beschwerde {number}: Der Bus kam nicht."


def row(kind: str, home: Path, address: str, number: int, kills: int) -> Row:
    environment = {**os.environ, "KUNDING_HOME": str(home), "KUNDING_ALLOWED_NETWORKS": "127.0.0.0/8",
                   "KUNDING_MAIL_PASSWORD_SERVICE": PASSWORD}  # fmt: skip
    killed, between = kill_often([sys.executable, "-c", WORKER, kind, address], environment, kills)
    with sqlite3.connect(home / "kunding.sqlite3") as database:
        kept = database.execute("SELECT reference, text FROM listen_feedback").fetchall()
        unsorted = database.execute("SELECT count(*) FROM listen_mail WHERE feedback_id IS NULL").fetchone()[0]
    lost = number - len({reference for reference, _ in kept})
    half = unsorted + sum(text != words(int(reference.partition("@")[0])) for reference, text in kept)
    figure = f"{lost} / {len(kept) - len(dict(kept))} / {half}"
    what = f"{kind}: {number} mails, {killed} × kill -9, {between} of them between commit and put away: lost / double / half"
    return Row(what, figure, "0 / 0 / 0", figure == "0 / 0 / 0" and killed >= kills)


def row_of_peer(folder: Path, number: int, kills: int) -> Row:
    """The peer's figures; they are not judged."""
    box, database = folder / "peer", folder / "peer.sqlite3"
    box.mkdir()
    for place, raw in enumerate(mails(number)):
        (box / f"{place:04}.eml").write_bytes(raw)
    environment = {**os.environ, "DATABASE": str(database), "MAIL_FOLDER": str(box), "MEDIA_ROOT": str(folder / "media"),
                   "PYTHONPATH": str(ROOT / "bench" / "peers")}  # fmt: skip
    killed, between = kill_often([str(PEERS_PYTHON), "-c", PEER], environment, kills)
    with sqlite3.connect(database) as tables:
        kept = [said for (said,) in tables.execute("SELECT description FROM helpdesk_ticket")]
        half = tables.execute(
            "SELECT count(*) FROM helpdesk_ticket t WHERE NOT EXISTS (SELECT 1 FROM helpdesk_followup f WHERE f.ticket_id = t.id)"
        ).fetchone()[0]
    there = {place for place in range(number) if any(words(place) in said for said in kept)}
    figure = f"{number - len(there)} / {len(kept) - len(there)} / {half}"
    what = f"django-helpdesk 2.6.1, local folder: {number} mails, {killed} × kill -9, {between} before put away"
    return Row(f"{what}: lost / double / half", figure, "", None)


def kill_often(command: list[str], environment: dict[str, str], kills: int) -> tuple[int, int]:
    """Return how many lives were ended, and how many of those between commit and put away; the last life ends by itself."""
    chance = random.Random(SEED)
    killed = between = 0
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as forking:
        said(forking)
        for life in range(kills):
            at_commit = life % 4 == 0
            ended = one_life(forking, "between" if at_commit else "", 0.05 + chance.random() * 0.35)
            killed += ended
            between += ended and at_commit
        one_life(forking, "", None)
        forking.stdin.close()
    return killed, between


def one_life(forking: "subprocess.Popen[str]", how: str, seconds: float | None) -> bool:
    forking.stdin.write(how + "\n")
    forking.stdin.flush()
    child = int(said(forking))
    if seconds is not None and not how:
        time.sleep(seconds)
        with suppress(ProcessLookupError):  # it was through already
            os.kill(child, signal.SIGKILL)
    return int(said(forking)) == -signal.SIGKILL


def said(forking: "subprocess.Popen[str]") -> str:
    line = forking.stdout.readline()
    if not line:
        raise SystemExit("The worker ended before it was asked to.")
    return line


if __name__ == "__main__":
    main()
