"""Sizes and names that keep the house readable."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path for path in (ROOT / "src" / "kunding").rglob("*.py") if not {"tests", "migrations"} & set(path.parts)
)
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "core"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "src" / "kunding")))
class TestEachFile:
    def test_is_short_enough_to_read_at_once(self, path: Path) -> None:
        assert path.read_text(encoding="utf-8").count("\n") <= 300

    def test_has_a_name_that_says_something(self, path: Path) -> None:
        assert path.stem not in SAYS_NOTHING

    def test_has_functions_of_a_size_to_think_about(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"
