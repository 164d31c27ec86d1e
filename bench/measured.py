"""How a benchmark says what it measured: a row each, printed and kept in `build/bench/`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Row:
    """One figure beside its bar. `met` is None where the bar could not be judged in this run."""

    what: str
    figure: str
    bar: str
    met: bool | None


def keep(name: str, rows: list[Row]) -> None:
    """Print the rows and write them to `build/bench/<name>.json`."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    show(rows)


def show(rows: list[Row]) -> None:
    """Print the rows as a table."""
    if not rows:
        return
    widths = [
        max(len(text) for text in column) for column in zip(*[(r.what, r.figure, r.bar) for r in rows], strict=True)
    ]
    for row in rows:
        verdict = {True: "met", False: "MISSED", None: "not judged"}[row.met]
        print(
            "  ".join(text.ljust(width) for text, width in zip((row.what, row.figure, row.bar), widths, strict=True)),
            verdict,
        )
