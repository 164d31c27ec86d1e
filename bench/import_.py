"""Pure import of 1,000,000 rows into SQLite, beside a bare `sqlite3.executemany` of the same rows and indexes.

Both run in one go on one machine, with the same PRAGMAs; the bare one gets its rows ready made in memory.
The memory of the import is looked at while it runs, for files of two sizes: it must not grow with the file.

Run: python bench/import_.py [--rows 1000000] [--large 1500]  (megabytes of the large file; --rows 0: only its memory)
"""

import argparse
import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from measured import Row, keep

SEED = 11
RATIO, MEGABYTES = 0.5, 600
HEADER = (
    "Vorgangsnummer", "Eingang", "Kanal", "Betreff", "Kommentar", "Bewertung", "Weiterempfehlung", "Kundennummer",
    "Status", "Produkt", "Filiale",
)  # fmt: skip
WORDS = (  # noqa: SIM905
    "Abschlag Rechnung Zählerstand warte seit Wochen niemand antwortet Bus Linie verspätet Aufzug defekt Hotline "
    "freundlich schnell gelöst danke Vertrag Kündigung Umzug Formular Internet langsam Störung Techniker kam nicht"
).split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=1_500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder:
        rows = [*speed(Path(folder), asked.rows)] if asked.rows else []
        keep("import_", [*rows, *memory(Path(folder), asked.large)])


def speed(folder: Path, rows: int) -> Iterator[Row]:
    file = folder / "feedback.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(feedback(rows))
    home = folder / "home"
    before = os.times()
    told, peak = imported(home, file)
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    rate = told["received"] / told["seconds"]
    bare, bare_worked = bare_seconds(home / "kunding.sqlite3", folder / "bare.sqlite3")
    bare_rate = rows / bare
    ratio = rate / bare_rate
    yield Row(f"import of {rows:,} rows into SQLite", f"{rate:,.0f} rows/s", "", None)
    yield Row("bare executemany of the same rows", f"{bare_rate:,.0f} rows/s", "", None)
    yield Row("import ÷ bare executemany", f"{ratio:.2f}", f"≥ {RATIO}", ratio >= RATIO)
    yield Row("the same in processor time, with the command's start", f"{bare_worked / worked:.2f}", "", None)
    yield Row(f"peak memory of it ({file.stat().st_size >> 20} MB)", f"{peak} MB", f"≤ {MEGABYTES}", peak <= MEGABYTES)


def memory(folder: Path, megabytes: int) -> Iterator[Row]:
    """Long texts, as in mails: the file is large, its rows are fewer."""
    file = folder / "long.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for row in long_feedback():
            writer.writerow(row)
            if out.tell() > megabytes << 20:
                break
    home = folder / "home-of-long"
    told, peak = imported(home, file)
    rate = file.stat().st_size / told["seconds"] / (1 << 20)
    yield Row(
        f"peak memory, CSV of {megabytes:,} MB ({rate:.0f} MB/s)", f"{peak} MB", f"≤ {MEGABYTES}", peak <= MEGABYTES
    )


def feedback(rows: int, *, words: int = 18) -> Iterator[tuple[str, ...]]:
    random_ = random.Random(SEED)
    began = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(rows):
        said = began + timedelta(seconds=number * 60 + random_.randrange(60))
        yield (
            f"V-{number:08d}", said.strftime("%d.%m.%Y %H:%M:%S"), random_.choice(("E-Mail", "Telefon", "Web", "App")),
            random_.choice(WORDS), " ".join(random_.choices(WORDS, k=words)), str(random_.randint(1, 5)),
            str(random_.randint(0, 10)), f"K{random_.randrange(20_000):06d}", random_.choice(("offen", "erledigt")),
            random_.choice(WORDS), f"Filiale {number % 40}",
        )  # fmt: skip


def long_feedback() -> Iterator[tuple[str, ...]]:
    """Rows with a few thousand long texts, each turned so that hardly two are alike: drawing every word takes minutes."""
    drawn = [text for _, _, _, _, text, *_ in feedback(3_000, words=300)]
    for number, row in enumerate(feedback(10**9, words=1)):
        text = drawn[number % len(drawn)]
        turned = number * 7919 % len(text)
        yield (*row[:4], f"{text[turned:]} {text[:turned]}", *row[5:])


def imported(home: Path, file: Path) -> tuple[dict[str, float], int]:
    """What the command tells, and its peak of private memory in MB (without pages shared with the file cache)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kunding", "import", str(file), "--json"], env=environment(home), stdout=subprocess.PIPE
    )
    watched, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.1)
    assert process.stdout is not None
    return json.loads(process.stdout.read()), peak >> 20


def bare_seconds(filled: Path, bare: Path) -> tuple[float, float]:
    """The same rows into the same table with the same indexes and PRAGMAs, and nothing else: on the clock, at work."""
    with sqlite3.connect(filled) as source:
        table = source.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'listen_feedback' AND sql <> ''")
        made = [sql for (sql,) in table]
        rows = source.execute("SELECT * FROM listen_feedback ORDER BY id").fetchall()
    target = sqlite3.connect(bare)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-262144", "temp_store=MEMORY"):
        target.execute(f"PRAGMA {pragma}")
    for sql in made:
        target.execute(sql)
    places = ", ".join("?" * len(rows[0]))
    began, worked = time.monotonic(), time.process_time()
    with target:
        target.executemany(f"INSERT INTO listen_feedback VALUES ({places})", rows)
    return time.monotonic() - began, time.process_time() - worked


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "KUNDING_HOME": str(home)}


if __name__ == "__main__":
    main()
