"""The pages about prices and cases hold examples; they are run here."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[4] / "docs"


@pytest.mark.parametrize("page", ["price.md", "respond.md"])
def test_the_examples_run(page: str) -> None:
    ran = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert ran.attempted > 0
    assert ran.failed == 0
