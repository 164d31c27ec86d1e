"""The worker is killed by the system itself before, between and after a call is taken and that is noted."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from tests.webhooks.receiver import running

CASES = 4
# For each life a child is forked; between two lives three minutes pass, so that what was begun is taken up again.
DYING = """
import json, os, signal, sys
import kunding.cli.django
kunding.cli.django.start()
from datetime import UTC, datetime, timedelta
from django.db import connections
from kunding.listen.actions import Place, hear_words
from kunding.listen.rules import Said
from kunding.loop.stages import ASIDE
from kunding.loop.worker import Worker
from kunding.people.actions import add_person, found_company
from kunding.respond.actions import add_webhook, open_case
from kunding.respond.calls.line import Line

BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PLACE = Place("Test", purpose="Test", legal_basis="Test")
call = Line.call

def live(at, number, when):
    calls = 0
    def act(self, body, headers):
        nonlocal calls
        calls += 1
        if calls == number and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        reply = call(self, body, headers)
        if calls == number and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return reply
    Line.call = act
    Worker(stages=ASIDE, clock=lambda: at).drain()
    os._exit(0)

found_company(name="Lindenau", at=BEGIN)
add_person(email="vera@lindenau.example", name="Vera", roles=["cco"], password=None, at=BEGIN)
add_webhook(address=sys.argv[2], at=BEGIN)
for number in range(int(sys.argv[3])):
    heard = hear_words(place=PLACE, said=Said(text="Falsch."), customer=None, extra={}, actor="customer", at=BEGIN)
    open_case(feedback=heard, at=BEGIN)
connections.close_all()
ends = []
for life, death in enumerate(json.loads(sys.argv[1])):
    child = os.fork()
    if not child:
        live(BEGIN + life * timedelta(minutes=3), *death)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(ends))
"""


@pytest.mark.sqlite
def test_and_never_not_at_all_and_never_out_of_order(fresh_home: Path) -> None:
    lives = [(1, "before"), (2, "after"), (2, "before"), (1, "after"), (0, "never"), (0, "never")]
    with running() as receiver:
        environment = {
            **os.environ,
            "KUNDING_HOME": str(fresh_home),
            "KUNDING_ALLOWED_NETWORKS": "127.0.0.0/8,::1/128",
            "DJANGO_SETTINGS_MODULE": "kunding.config.settings",
        }
        environment.pop("KUNDING_DATABASE", None)
        command = [sys.executable, "-c", DYING, json.dumps(lives), receiver.url, str(CASES)]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
        numbers = [number for _, number in receiver.told]
        names = [heard.name for heard in receiver.heard]
    assert json.loads(told) == [-signal.SIGKILL] * 4 + [0, 0]
    with sqlite3.connect(fresh_home / "kunding.sqlite3") as database:
        opened = [number for (number,) in database.execute("SELECT number FROM respond_case ORDER BY id")]
        (last,) = database.execute("SELECT max(id) FROM trail_entry WHERE act = 'open_case'").fetchone()
        assert database.execute("SELECT told, told_case FROM respond_webhook").fetchone() == (last, None)
    # Whoever leaves out what came under the same name hears each once, in order.
    assert [number for number, _ in groupby(numbers)] == opened
    assert len(opened) == len(set(names)) == CASES
    # Killed twice after a call was taken: those two, and no others, came twice.
    assert sorted(names.count(name) for name in set(names)) == [1, 1, 2, 2]
