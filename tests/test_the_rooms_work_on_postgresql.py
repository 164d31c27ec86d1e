"""The same tests run on both databases: here once more, on a PostgreSQL server of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import programs, server

ROOT = Path(__file__).parents[1]
ROOMS = ("trail", "people", "customers", "journeys", "listen/tests", "understand/tests", "respond", "improve", "loop")
TRAIL = "test_a14_no_change_of_the_trail_stays_hidden.py"
EVERYTHING = os.environ.get("KUNDING_TEST_ALL") == "1"


@pytest.mark.postgres
@pytest.mark.skipif(
    programs() is None and not EVERYTHING, reason="PostgreSQL is not installed; Debian has it as “postgresql”"
)
def test_the_rooms_work_on_postgresql() -> None:
    folders = [*(str(ROOT / "src" / "kunding" / room) for room in ROOMS), str(ROOT / "tests" / "attacks" / TRAIL)]
    selected = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-n",
        "0",
        "-m",
        "not browser and not postgres and not sqlite",
        *folders,
    ]
    with server() as address:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", *selected],
            env={**os.environ, "KUNDING_DATABASE": address},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout[-6000:]
