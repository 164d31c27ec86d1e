"""Whoever looks for what changes a table finds it in `actions`, nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = Path(__file__).parents[2] / "src" / "kunding"
WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
    "_raw_delete",
    "executemany",
}
# `dict.update`, `hashlib.update` and `session.save` are no writes to a table; these receivers are.
MANAGERS = {"objects", "filter", "exclude", "all", "order_by", "select_related"}


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    if call.func.attr == "save" and call.args:
        return False  # a picture into a file: a model's `save` takes words only
    names = {node.attr for node in ast.walk(call.func.value) if isinstance(node, ast.Attribute)}
    return bool(names & MANAGERS) or call.func.attr in {"save", "executemany", "bulk_create"}


def writes_in(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and is_write(node):
            yield node.lineno


def outside_actions() -> list[Path]:
    return sorted(
        path
        for path in ROOMS.rglob("*.py")
        if not {"tests", "migrations", "actions", "demo", "reader", "lake"} & set(path.relative_to(ROOMS).parts)
        and path.name not in {"actions.py", "conftest.py", "rows.py"}
    )


@pytest.mark.parametrize("path", outside_actions(), ids=lambda path: str(path.relative_to(ROOMS)))
def test_a_file_outside_actions_writes_nothing(path: Path) -> None:
    lines = list(writes_in(path.read_text(encoding="utf-8")))
    assert not lines, f"{path.name} writes in line {lines[0]}; acts belong in actions"


@pytest.mark.parametrize(
    "source",
    ["Case.objects.create(a=1)", "Case.objects.filter(x=1).update(y=2)", "case.save()", "case.feedback.all().delete()"],
)
def test_the_check_sees_a_write(source: str) -> None:
    assert list(writes_in(source)) == [1]


@pytest.mark.parametrize(
    "source", ["sheet.save(file, 'JPEG')", "seen.update(more)", "digest.update(b'')", "os.remove(path)"]
)
def test_the_check_lets_other_calls_pass(source: str) -> None:
    assert not list(writes_in(source))
