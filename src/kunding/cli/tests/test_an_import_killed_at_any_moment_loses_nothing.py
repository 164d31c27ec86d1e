"""`kill -9` in the middle, and the same command again: nothing lost, nothing twice, nothing half."""

import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROWS, KILLS, BATCH_ROWS = 3_000, 5, 100
# The command itself, with small batches, and dead by its own hand before or after it has committed so and so often.
DYING = """
import os, signal, sys
from kunding.listen.sources.file import stream
stream.BATCH_ROWS = {batch_rows}
stream.open_batches.__kwdefaults__["batch_rows"] = {batch_rows}
left, moment = {left}, "{moment}"
from kunding.cli.django import start
start()
from kunding.listen.actions import receive, storing
inner = storing.store_feedback
def store_then_die(batch):
    global left
    left -= 1
    if left == 0 and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    stored = inner(batch)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return stored
receive.store_feedback = store_then_die
from kunding.cli import main
sys.argv = ["kunding", "import", sys.argv[1], "--json"]
main()
"""


@pytest.mark.slow
@pytest.mark.sqlite
def test_an_import_killed_again_and_again_ends_whole(tmp_path: Path) -> None:
    file = tmp_path / "beschwerden.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Nr", "Datum", "Kommentar", "Bewertung"))
        writer.writerows(
            (f"B{n}", "2025-03-01", f"Zeile {n}\nmit dem Wort „Verspätung“", n % 5 + 1) for n in range(ROWS)
        )
    home = tmp_path / "home"
    random_ = random.Random(5)
    for kill in range(KILLS):
        moment = "before" if kill % 2 else "after"
        killed = run(home, file, DYING.format(batch_rows=BATCH_ROWS, left=random_.randint(1, 6 + kill), moment=moment))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert_whole(home, at_most=ROWS)
    told = json.loads(run(home, file, "import sys; sys.argv[1:1] = ['import']; sys.argv.append('--json')\n"
                          "from kunding.cli import main; main()").stdout)  # fmt: skip
    assert told["received"] == ROWS == told["stored"] + told["duplicate"]
    assert 0 < told["stored"] < ROWS
    assert assert_whole(home, at_most=ROWS) == ROWS


def run(home: Path, file: Path, program: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KUNDING_HOME": str(home), "KUNDING_DATABASE": "", "KUNDING_SECRET_KEY": "x"}
    environment["DJANGO_SETTINGS_MODULE"] = "kunding.config.settings"
    return subprocess.run(
        [sys.executable, "-c", program, str(file)], env=environment, capture_output=True, text=True, check=False
    )


def assert_whole(home: Path, *, at_most: int) -> int:
    """How many rows are there; each once, each with its words, and counted by the runs that brought them."""
    with sqlite3.connect(home / "kunding.sqlite3") as database:
        rows = database.execute("SELECT reference, text, rating FROM listen_feedback").fetchall()
        counted = database.execute("SELECT COALESCE(SUM(stored), 0) FROM listen_intake").fetchone()[0]
    assert len({reference for reference, _, _ in rows}) == len(rows) == counted <= at_most
    for reference, text, rating in rows:
        number = int(reference[1:])
        assert text == f"Zeile {number}\nmit dem Wort „Verspätung“"
        assert rating == (number % 5) / 4
    return len(rows)
