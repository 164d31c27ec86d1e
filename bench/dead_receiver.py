"""Creating cases over HTTP while webhook and mail server live, and while both are dead: the same; then all is told.

The worker runs beside it, with the stages that write and speak to receivers: reading would take each core that is free,
and the more the less it has to send. A dead webhook takes the connection and never answers, which costs its caller most;
a dead mail server is not there. The order is alive, dead, dead, alive, so that a noisy machine hits both.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from case_creation import WORDS, Load, Side, loaded, ours, run
from measured import ROOT, Row, keep

sys.path.insert(0, str(ROOT))
from tests.mail.smtp import SmtpServer, smtp_server
from tests.webhooks.receiver import Receiver, running

KUNDING = [sys.executable, "-m", "kunding"]
# What `kunding work` does, with fewer stages.
WORKER = """
import time
from datetime import UTC, datetime
from kunding.cli.django import start
start()
from kunding.loop.aside import Aside
from kunding.loop.stages import ASIDE, STAGES
from kunding.loop.worker import Worker
clock = lambda: datetime.now(UTC)
stages = [stage for stage in STAGES if stage.name in {"acknowledge", "send mail"}]
with Aside(stages=ASIDE, clock=clock).at_work():
    while True:
        Worker(stages=stages, clock=clock).drain()
        time.sleep(2)
"""
LONGEST_WAIT = 300.0  # seconds for the worker to catch up


@dataclass(frozen=True)
class Writing(Side):
    """Ours, where each customer has an address to which a receipt goes."""

    def body(self, number: int) -> str:
        """The request's JSON."""
        entered = {"text": WORDS.format(number=number), "channel": "web", "kind": "complaint"}
        return json.dumps({**entered, "customer": f"c{number}@example.org"})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=6, help="of each round")
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder,
        running() as receiver,
        smtp_server() as smtp,
    ):
        os.environ |= {
            "KUNDING_ALLOWED_NETWORKS": "127.0.0.0/8,::1/128",
            "KUNDING_SMTP": f"smtp://127.0.0.1:{smtp.port}",
            "KUNDING_MAIL_FROM": "service@lindenau.example",
        }
        environment = {**os.environ, "KUNDING_HOME": str(Path(folder) / "home"), "KUNDING_DATABASE": ""}
        with ours(Path(folder), "") as side, tempfile.TemporaryFile() as told:
            side = Writing(side.port, side.path, side.headers, is_ours=True)
            run([*KUNDING, "webhook", "add", receiver.url, "--name", "ERP"], environment)
            receiver.heard.clear()  # the test call
            with working(environment, told.fileno()):
                loaded(side, chosen.seconds)  # until the worker, too, has everything at hand
                rounds = [
                    both(side, chosen.seconds, receiver, smtp, environment, dead_first=bool(number % 2))
                    for number in range(chosen.rounds)
                ]
                rows = [*speed(rounds), *lost(Path(folder) / "home", receiver, smtp, environment)]
    keep("dead_receiver", rows)


def both(
    side: Side,
    seconds: int,
    receiver: Receiver,
    smtp: SmtpServer,
    environment: Mapping[str, str],
    *,
    dead_first: bool,
) -> tuple[Load, Load]:
    """Measure with both receivers alive and with both dead; return what came of alive and of dead."""
    found: dict[bool, Load] = {}
    for is_dead in (dead_first, not dead_first):
        if is_dead:
            die(receiver, smtp)
        run([*KUNDING, "webhook", "resume", "ERP"], environment)
        found[is_dead] = loaded(side, seconds)
        if is_dead:
            live(receiver, smtp)
    return found[False], found[True]


def die(receiver: Receiver, smtp: SmtpServer) -> None:
    receiver.mood = "keeps silent"
    smtp.stop()


def live(receiver: Receiver, smtp: SmtpServer) -> None:
    receiver.mood = "204"
    smtp.start()


def speed(rounds: list[tuple[Load, Load]]) -> list[Row]:
    rate, dead = (statistics.median(pair[which].rate for pair in rounds) for which in (0, 1))
    p95, dead_p95 = (statistics.median(pair[which].p95 for pair in rounds) for which in (0, 1))
    what = "while webhook and mail server are dead"
    return [
        Row(
            f"creating cases over HTTP {what}",
            f"{dead:.0f}/s, alive {rate:.0f}/s: {dead / rate:.2f} ×",
            "≥ 0.8 × alive, each answer 201",
            dead >= 0.8 * rate,
        ),
        Row(
            f"p95 of creating a case {what}",
            f"{dead_p95:.0f} ms, alive {p95:.0f} ms",
            "≤ 1.25 ×",
            dead_p95 <= 1.25 * p95,
        ),
    ]


def lost(home: Path, receiver: Receiver, smtp: SmtpServer, environment: Mapping[str, str]) -> list[Row]:
    """Let both live, wait until the worker has caught up, and compare what was told with what happened."""
    run([*KUNDING, "webhook", "resume", "ERP"], environment)
    with sqlite3.connect(home / "kunding.sqlite3", timeout=60) as database:
        database.execute("UPDATE respond_outgoing SET try_at = written_at WHERE try_at IS NOT NULL")
    began, end = time.monotonic(), time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end and (waiting := left(home, environment)) != (0, 0):
        time.sleep(1)
    took = time.monotonic() - began
    cases, letters = count(home, "respond_case"), count(home, "respond_outgoing")
    events, in_order = told_once(receiver, home)
    mails = len({str(mail["Message-ID"]) for mail in smtp.mails})
    return [
        Row(
            "cases told to the webhook, in order, once it lives again",
            f"{events:,} of {cases:,} within {took:.0f} s, {waiting[0]} owed",
            "all, in order",
            in_order and events == cases,
        ),
        Row(
            "letters sent once the mail server lives again",
            f"{mails:,} of {letters:,}, {waiting[1]} left",
            "all",
            mails == letters > 0 and waiting[1] == 0,
        ),
    ]


def left(home: Path, environment: Mapping[str, str]) -> tuple[int, int]:
    """Return what the webhook is owed, and how many letters wait."""
    (row,) = json.loads(run([*KUNDING, "webhook", "list", "--json"], environment))
    return row["owed"], count(home, "respond_outgoing WHERE sent_at IS NULL")


def told_once(receiver: Receiver, home: Path) -> tuple[int, bool]:
    """Return how many cases were told as opened, and whether in the order of the trail; repeats are left out."""
    with sqlite3.connect(home / "kunding.sqlite3", timeout=60) as database:
        numbers = dict(database.execute("SELECT id, number FROM respond_case"))
        entries = database.execute("SELECT subject FROM trail_entry WHERE act = 'open_case' ORDER BY id")
        opened = [numbers[int(subject.partition(":")[2])] for (subject,) in entries]
    heard = [number for number, _ in groupby(number for event, number in receiver.told if event == "case.opened")]
    return len(set(heard)), heard == opened


def count(home: Path, table: str) -> int:
    with sqlite3.connect(home / "kunding.sqlite3", timeout=60) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@contextmanager
def working(environment: Mapping[str, str], output: int) -> Iterator[None]:
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=ROOT, stdout=output, stderr=output)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=60)


if __name__ == "__main__":
    main()
