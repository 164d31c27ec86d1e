"""Runs the benchmarks one after the other and prints one table; `--kept` prints that of the last run."""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from measured import KEPT, ROOT, Row, show

HERE = Path(__file__).parent
NAMES = (
    "reader_domain",
    "reader_evaluation",
    "reader_speed",
    "tone",
    "themes",
    "import_",
    "import_crash",
    "end_to_end",
    "cockpit_questions",
    "cases_and_prices",
    "state_machine",
    "dead_receiver",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", nargs="*", default=NAMES, metavar="NAME")
    arguments.add_argument("--kept", action="store_true", help="run nothing, print what was measured last")
    chosen = arguments.parse_args()
    if not chosen.kept:
        for name in chosen.only:
            run(name)
    show([Row(**row) for file in sorted(KEPT.glob("*.json")) for row in json.loads(file.read_text())])


def run(name: str) -> None:
    print(f"— {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], cwd=ROOT, check=False)
    print(
        f"  {time.monotonic() - began:.0f} s" + (f", ended with {done.returncode}" if done.returncode else ""),
        flush=True,
    )


if __name__ == "__main__":
    main()
