"""People, customers and the loop act on cases in 12,000 random steps; no promise of a case may be broken."""

import os
import re
import subprocess
import sys
from pathlib import Path

from measured import Row, keep

ROOT = Path(__file__).parent.parent
TEST = "src/kunding/respond/tests/test_a_case_keeps_its_promises_whatever_happens.py"
STEPS = 12_000


def main() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--hypothesis-show-statistics", TEST],
        cwd=ROOT,
        env=os.environ | {"KUNDING_TEST_STEPS": str(STEPS)},
        capture_output=True,
        text=True,
        check=False,
    )
    passed = re.search(r"\b1 passed", run.stdout) is not None
    if not passed:
        sys.stdout.write(run.stdout[-4000:])
    figure = "no violation" if passed else "a violation"
    keep("state_machine", [Row("cases under random acts", f"{figure} in {STEPS:,} steps", "≥ 10,000, none", passed)])


if __name__ == "__main__":
    main()
