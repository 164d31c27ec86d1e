"""Import → read → decided → in the lake: rows per second through the doors that people use, at several sizes.

Counted is all that stands between the file and the lake, start-up of the processes included. What the loop does beside
it, looking for themes and pricing pain points, is told apart, because a company's next mail does not wait for it.

Texts are real German and English feedback of the test data, recombined by sentence so that no two are alike;
each size runs in a fresh data directory with `kunding import` and `kunding work --drain` as processes. Python keeps its
compiled modules, as it does for everybody who does not forbid it. The smallest size tells what starting costs.

Run: python bench/end_to_end.py [--sizes 1000 20000 200000] [--large]
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from measured import ROOT, Row, keep

DATA = Path(os.environ.get("KUNDING_TEST_DATA", ROOT.parent / "shared" / "data"))
BAR = 3000  # rows per second
LINEAR = 1.15
FEW, SMALL, RATED, LARGE = 1_000, 20_000, 200_000, 2_000_000
BESIDE = ("learn from people", "find themes", "name pain points", "price pain points")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", nargs="*", type=int, default=[FEW, SMALL, RATED])
    arguments.add_argument("--large", action="store_true", help=f"measure {LARGE:,} rows, too")
    chosen = arguments.parse_args()
    measured = {size: measure(size) for size in [*chosen.sizes, *([LARGE] if chosen.large else [])]}
    keep("end_to_end", list(rows(measured)))


def rows(measured: dict[int, tuple[float, float]]) -> Iterator[Row]:
    seconds = {size: way for size, (way, _) in measured.items()}
    for size, (_, whole) in measured.items():
        yield Row(
            f"the same with themes and prices, {size:,} rows", f"{size / whole:,.0f} rows/s ({whole:.0f} s)", "–", None
        )
    for size, taken in seconds.items():
        rate = size / taken
        judged = rate >= BAR if size == RATED else None
        yield Row(
            f"import → read → decided → lake, {size:,} rows",
            f"{rate:,.0f} rows/s ({taken:.0f} s)",
            f"≥ {BAR:,}",
            judged,
        )
    yield from growth(seconds)


def growth(seconds: dict[int, float]) -> Iterator[Row]:
    """How time grows: as it is, and without what starting costs, from each size to the next larger one."""
    sizes = sorted(seconds)
    each = {(small, large): (seconds[large] - seconds[small]) / (large - small) for small, large in pairwise(sizes)}
    for (small, large), more in each.items():
        yield Row(f"each further row, {small:,} to {large:,}", f"{1e6 * more:,.0f} µs", "–", None)
    if each:
        first = next(iter(each.values()))
        yield Row("starting (what is left at no rows)", f"{seconds[sizes[0]] - first * sizes[0]:.1f} s", "–", None)
    if len(each) > 1:
        steepest = max(later / earlier for earlier, later in pairwise(each.values()))
        yield Row("each further row, size to size", f"× {steepest:.2f}", f"≤ {LINEAR}", steepest <= LINEAR)
    rates = [seconds[size] / size for size in sizes if size >= SMALL]
    if len(rates) > 1:
        yield Row(
            f"time per row with starting, {SMALL:,} to {sizes[-1]:,}", f"× {max(rates) / min(rates):.2f}", "–", None
        )


def measure(size: int) -> tuple[float, float]:
    """Return the seconds of the way into the lake, and those of all that was owed."""
    with tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder:
        file = Path(folder) / "feedback.csv"
        write_feedback(file, size)
        home = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        home["KUNDING_HOME"] = str(Path(folder) / "home")
        # What a company has long before its import: tables, and the reader's kernels as machine code.
        kunding(home, "status")
        kunding(home, "read", typed="Wann kommt der Bus?\n")
        began, worked, load = time.monotonic(), processor_seconds(), os.getloadavg()[0]
        told = json.loads(kunding(home, "import", str(file), "--json"))
        imported = time.monotonic() - began
        paid = json.loads(kunding(home, "work", "--drain", "--json"))
        taken = time.monotonic() - began
        beside = sum(paid[stage]["seconds"] for stage in BESIDE if stage in paid)
        assert told["stored"] == size, told
        worked = processor_seconds() - worked
        print(f"  load of the machine before {load:.1f}, after {os.getloadavg()[0]:.1f}; processor time {worked:.0f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"  {size:,} rows: import {imported:.1f} s, rest {taken - imported:.1f} s, peak {peak:,.0f} MB", flush=True
        )
        print("  " + ", ".join(f"{stage} {one['seconds']:.1f} s" for stage, one in paid.items()), flush=True)
        return taken - beside, taken


def processor_seconds() -> float:
    """Those of the commands so far, their helpers counted: what other work on the machine makes no longer."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def kunding(home: dict[str, str], *arguments: str, typed: str = "") -> str:
    command = [sys.executable, "-m", "kunding", *arguments]
    return subprocess.run(command, env=home, check=True, capture_output=True, text=True, input=typed).stdout


def write_feedback(file: Path, size: int) -> None:
    draw = random.Random(7)
    sentences = real_sentences()
    day = datetime(2025, 1, 1, 8, tzinfo=UTC)
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["Nummer", "Datum", "Kommentar", "Weiterempfehlung", "Kundennummer", "Kanal"])
        for number in range(size):
            said = day + timedelta(minutes=draw.randrange(60 * 24 * 600))
            text = " ".join(draw.choice(sentences) for _ in range(draw.choice((1, 2, 2, 3))))
            score = draw.randrange(11) if draw.random() < 0.3 else ""
            channel = draw.choice(("E-Mail", "Telefon", "Web", "App"))
            writer.writerow(
                [f"F{number}", f"{said:%d.%m.%Y %H:%M}", text, score, f"K{draw.randrange(20_000)}", channel]
            )


def real_sentences() -> list[str]:
    with (DATA / "mobasa" / "feedback.csv").open(encoding="utf-8", newline="") as handle:
        german = [row["text"] for row in csv.DictReader(handle)]
    with (DATA / "banking77" / "questions.csv").open(encoding="utf-8", newline="") as handle:
        english = [row["text"] for row in csv.DictReader(handle)][:1500]
    return german + english


if __name__ == "__main__":
    main()
