"""Measure the lake itself: filling it, replacing a month, erasing a customer, the first and a repeated question.

Run: python bench/lake.py [--rows 1000000]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from cockpit_questions import SEED, synthetic_feedback

from kunding.lake import Lake

BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    feedback = synthetic_feedback(np.random.default_rng(SEED), rows)
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Lake(Path(folder, "lake")), feedback, Path(folder))
    for figure in figures:
        print(f"{figure['what']:58}{figure['figure']:>16}   {figure['bar']}")
    store(figures)


def measured(lake: Lake, feedback: pa.Table, folder: Path) -> list[dict[str, Any]]:
    """Return the figures of one lake."""
    rows = feedback.num_rows
    bare = seconds(lambda: pq.write_table(feedback, folder / "bare.parquet"))
    whole = seconds(lambda: lake.append("feedback", feedback))
    first = seconds(lambda: lake.ask("volume"))
    some = min(40, rows // BATCH)
    batches = seconds(
        lambda: [lake.append("feedback", feedback.slice(n * BATCH, BATCH), token=("bench", n)) for n in range(some)]
    )
    small = len(lake.store.files("feedback").addresses)  # type: ignore[union-attr]
    compacting = seconds(lake.compact)
    month = feedback.filter(pc.equal(feedback["month"], "2026-03"))
    replacing = seconds(lambda: lake.replace_months("feedback", month, ["2026-03"]))
    after = seconds(lambda: lake.ask("volume", by="month"))
    erasing = seconds(lambda: lake.erase("feedback", "customer_key", [17]))
    again = min(seconds(lambda: lake.ask("volume", by="month")) for _ in range(5))
    return [
        line("append all at once", f"{rows / whole:,.0f} rows/s", f"{whole / bare:.1f} × bare Parquet file"),
        line(
            f"append in batches of {BATCH:,}",
            f"{some * BATCH / batches:,.0f} rows/s",
            "≥ 30,000 rows/s",
            met=some * BATCH / batches >= 30_000,
        ),
        line("first question, roll-ups summed up, SQL compiled", f"{first:.2f} s", "–"),
        line(f"compact {small} files", f"{compacting:.2f} s", "–"),
        line("replace a month", f"{replacing * 1000:.0f} ms", "–"),
        line("question after that", f"{after * 1000:.0f} ms", "–"),
        line("erase a customer out of all months", f"{erasing:.2f} s", "–"),
        line("question again", f"{again * 1000:.1f} ms", "–"),
        line("warm process, import to first answer", f"{warm_start(lake):.2f} s", "–"),
    ]


def warm_start(lake: Lake) -> float:
    """Return the seconds that a new process needs with SQL compiled before."""
    code = f"from kunding.lake import Lake; Lake({lake.store.root!r}).ask('volume', by='month')"
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ)))


def line(what: str, figure: str, bar: str, *, met: bool = True) -> dict[str, Any]:
    return {"what": f"lake: {what}", "figure": figure, "bar": bar, "met": met}


def seconds(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def store(figures: list[dict[str, Any]]) -> None:
    """Write the figures for `make bench`."""
    folder = Path(__file__).parent.parent / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{Path(__file__).stem}.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
