import csv
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kunding.understand.discovery import Discovery, discover


@pytest.fixture(scope="session")
def read_column() -> Callable[[str, str], list[str]]:
    """Reads one column of a file of real data; without it a test is skipped, or fails where everything has to run."""
    default = Path(__file__).parents[5].parent / "shared" / "data"
    folder = Path(os.environ.get("KUNDING_TEST_DATA", default))

    def read(name: str, column: str) -> list[str]:
        if not (folder / name).is_file():
            message = f"The real data are not in {folder}; set KUNDING_TEST_DATA."
            if os.environ.get("KUNDING_TEST_ALL") == "1":
                pytest.fail(message)
            pytest.skip(message)
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return [row[column] for row in csv.DictReader(file)]

    return read


@pytest.fixture(scope="session")
def questions(read_column: Callable[[str, str], list[str]]) -> tuple[list[str], list[str]]:
    """1,600 questions to a bank, drawn by a fixed lot, and their intents."""
    pairs = list(
        zip(
            read_column("banking77/questions.csv", "text"),
            read_column("banking77/questions.csv", "category"),
            strict=True,
        )
    )
    drawn = random.Random(7).sample(pairs, 1600)
    return [text for text, _ in drawn], [intent for _, intent in drawn]


@pytest.fixture(scope="session")
def posts(read_column: Callable[[str, str], list[str]]) -> list[str]:
    """900 German posts about public transport."""
    return random.Random(7).sample(read_column("mobasa/feedback.csv", "text"), 900)


@pytest.fixture(scope="session")
def found(questions: tuple[list[str], list[str]]) -> Discovery:
    return discover(questions[0])
