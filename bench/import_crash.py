"""`kill -9` at 30 random moments of an import of 100,000 rows, then the same command again: 0 lost, 0 double, 0 half.

Run: python bench/import_crash.py [--rows 100000] [--kills 30]
"""

import argparse
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measured import Row, keep

SEED = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder:
        file = Path(folder) / "beschwerden.csv"
        write(file, asked.rows)
        usual = seconds_of(Path(folder) / "first", file)
        lost = double = half = told_wrong = killed = 0
        random_ = random.Random(SEED)
        for number in range(asked.kills):
            home = Path(folder) / f"home-{number}"
            # every moment from the start of the process on, also before the first row and after the last
            killed += kill_after(home, file, usual * random_.uniform(0.05, 1.0))
            told = json.loads(command(home, file).communicate()[0])
            told_wrong += told["received"] != told["stored"] + told["duplicate"] + told["rejected"]
            rows = kept(home)
            half += sum(text != words(int(reference[1:])) for reference, text in rows)
            double += len(rows) - len(dict(rows))
            lost += asked.rows - len(dict(rows))
        what = f"{killed} of {asked.kills} killed, {asked.rows:,} rows, again: lost / double / half / miscounted"
        figure = f"{lost} / {double} / {half} / {told_wrong}"
        keep("import_crash", [Row(what, figure, "0 / 0 / 0 / 0", figure == "0 / 0 / 0 / 0")])


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
    with sqlite3.connect(home / "kunding.sqlite3") as database:
        return database.execute("SELECT reference, text FROM listen_feedback").fetchall()


if __name__ == "__main__":
    main()
