"""The worker is killed by the system itself before, between and after a letter is taken and that is noted."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.mail.smtp import smtp_server

LETTERS = 4
# For each life a child is forked; between two lives eleven minutes pass, so that what was begun is taken up again.
DYING = """
import json, os, signal, sys
import kunding.cli.django
kunding.cli.django.start()
from datetime import UTC, datetime, timedelta
from django.db import connections
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.respond.models import Outgoing
from kunding.respond.post.connection import Postman

BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
hand_over = Postman.hand_over

def live(at, number, when):
    calls = 0
    def act(self, letter):
        nonlocal calls
        calls += 1
        if calls == number and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        hand_over(self, letter)
        if calls == number and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
    Postman.hand_over = act
    Worker(stages=[stage for stage in STAGES if stage.name == "send mail"], clock=lambda: at).drain()
    os._exit(0)

for number in range(int(sys.argv[2])):
    Outgoing.objects.create(purpose="answer", to="ada@example.org", subject="Re", text="x", written_at=BEGIN,
                            try_at=BEGIN, message_id=f"<{number}@lindenau.example>")
connections.close_all()
ends = []
for life, death in enumerate(json.loads(sys.argv[1])):
    child = os.fork()
    if not child:
        live(BEGIN + life * timedelta(minutes=11), *death)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(ends))
"""


@pytest.mark.sqlite
def test_and_never_not_at_all(fresh_home: Path) -> None:
    lives = [(1, "before"), (2, "after"), (2, "before"), (1, "after"), (0, "never"), (0, "never")]
    with smtp_server() as server:
        environment = {
            **os.environ,
            "KUNDING_HOME": str(fresh_home),
            "KUNDING_SMTP": f"smtp://127.0.0.1:{server.port}",
            "KUNDING_MAIL_FROM": "service@lindenau.example",
            "DJANGO_SETTINGS_MODULE": "kunding.config.settings",
        }
        environment.pop("KUNDING_DATABASE", None)
        command = [sys.executable, "-c", DYING, json.dumps(lives), str(LETTERS)]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
        taken = Counter(str(mail["Message-ID"]) for mail in server.mails)
    assert json.loads(told) == [-signal.SIGKILL] * 4 + [0, 0]
    assert set(taken) == {f"<{number}@lindenau.example>" for number in range(LETTERS)}
    # Killed twice after the server had taken a letter: those two, and no others, came twice.
    assert sorted(taken.values()) == [1, 1, 2, 2]
    with sqlite3.connect(fresh_home / "kunding.sqlite3") as database:
        left = "SELECT count(*) FROM respond_outgoing WHERE sent_at IS NULL OR try_at IS NOT NULL"
        assert database.execute(left).fetchone() == (0,)
