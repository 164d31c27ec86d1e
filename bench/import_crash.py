"""`kill -9` at 30 random moments of an import of 100,000 rows, then the same command again: 0 lost, 0 double, 0 half.

Each data directory sees a few kills, one after the other, before its import may come to its end: the first hits an
empty database, the next ones what the one before left behind. After every kill each stored row is looked at.

Run: python bench/import_crash.py [--rows 100000] [--kills 30] [--each 3]
"""

import argparse
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from measured import Row, keep

SEED = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--each", type=int, default=3, help="kills in one data directory")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder:
        file = Path(folder) / "beschwerden.csv"
        write(file, asked.rows)
        moments = Moments(seconds_of(Path(folder) / "first", file))
        found = Found()
        for number in range(0, asked.kills, asked.each):
            home = Path(folder) / f"home-{number}"
            for _ in range(min(asked.each, asked.kills - number)):
                found.killed += kill_after(home, file, moments.draw())
                found.look_at(kept(home))
            told = json.loads(command(home, file).communicate()[0])
            found.miscounted += told["received"] != told["stored"] + told["duplicate"] + told["rejected"]
            found.lost += asked.rows - found.look_at(kept(home))
            shutil.rmtree(home)
        what = f"{found.killed} of {asked.kills} killed, {asked.rows:,} rows, again: lost / double / half / miscounted"
        figure = f"{found.lost} / {found.double} / {found.half} / {found.miscounted}"
        took = f"{time.monotonic() - began:.0f} s"
        met = found.killed >= 0.9 * asked.kills and figure == "0 / 0 / 0 / 0"
        keep("import_crash", [Row(what, figure, "0 / 0 / 0 / 0", met), Row("the whole of it took", took, "–", None)])


class Moments:
    """Every moment from the start of the process on, also before the first row and after the last."""

    def __init__(self, usual: float) -> None:
        self._usual, self._random = usual, random.Random(SEED)

    def draw(self) -> float:
        """Return seconds after the start."""
        return self._usual * self._random.uniform(0.05, 0.95)


@dataclass
class Found:
    """What was found wrong so far."""

    killed: int = 0
    lost: int = 0
    double: int = 0
    half: int = 0
    miscounted: int = 0

    def look_at(self, rows: list[tuple[str, str]]) -> int:
        """Count double and half rows; return how many different ones there are."""
        different = dict(rows)
        self.half += sum(text != words(int(reference[1:])) for reference, text in rows)
        self.double += len(rows) - len(different)
        return len(different)


def write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Nr", "Datum", "Kommentar", "Bewertung"))
        writer.writerows((f"B{n}", f"{n % 28 + 1:02d}.03.2025", words(n), n % 5 + 1) for n in range(rows))


def words(number: int) -> str:
    return f"Zeile {number}\nund noch eine mit „Verspätung“" * (number % 4 + 1)


def command(home: Path, file: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "kunding", "import", str(file), "--json"],
        env={**os.environ, "KUNDING_HOME": str(home)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def seconds_of(home: Path, file: Path) -> float:
    began = time.monotonic()
    command(home, file).communicate()
    return time.monotonic() - began


def kill_after(home: Path, file: Path, seconds: float) -> bool:
    process = command(home, file)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    return False


def kept(home: Path) -> list[tuple[str, str]]:
    if not (home / "kunding.sqlite3").exists():
        return []
    with closing(sqlite3.connect(home / "kunding.sqlite3")) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'listen_feedback'").fetchone():
            return []
        return database.execute("SELECT reference, text FROM listen_feedback").fetchall()


if __name__ == "__main__":
    main()
