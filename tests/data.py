"""Real data for tests: read from where it lies, never copied; skipped with a plain message where it is absent."""

import csv
import os
from functools import lru_cache
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("KUNDING_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))


def path_of(name: str) -> Path:
    """Return the file's path; skips the test where the file is absent, fails it when everything must run."""
    path = FOLDER / name
    if not path.exists():
        message = f"Real data are absent: {name} is not below the folder that KUNDING_TEST_DATA names."
        if os.environ.get("KUNDING_TEST_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return path


@lru_cache
def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path_of(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
