import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from kunding.conftest import Life, login

PACKAGE = Path(__file__).parents[2] / "src" / "kunding"
DOORS = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if ({"views", "api", "web"} & set(path.relative_to(PACKAGE).parts) or path.name in {"views.py", "forms.py"})
    and "tests" not in path.parts
]
FROM_OUTSIDE = {"GET", "POST", "body", "headers", "COOKIES", "META", "cleaned_data", "FILES"}
NEVER = {"eval", "exec", "compile", "__import__", "import_module", "import_string", "globals", "locals"}
HOSTILE = (
    *(
        "__class__",
        "__init__",
        "delete",
        "objects",
        "_state",
        "owner__password",
        "save",
        "pk",
        "close()",
        "{0.__class__}",
    ),
    *("__globals__", "settings", "password", "owner.password", "%(password)s", "${7*7}", "{{7*7}}"),
)


def calls_by_name(source: str) -> Iterator[int]:
    """Yield the lines in which a name that may come from outside chooses what is called."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in NEVER and isinstance(node.func, ast.Name):
            yield node.lineno
        if called in {"getattr", "setattr", "methodcaller", "attrgetter"} and len(node.args) > 1:
            named = {each.attr for each in ast.walk(node.args[1]) if isinstance(each, ast.Attribute)}
            if named & FROM_OUTSIDE:
                yield node.lineno


@pytest.mark.parametrize("path", DOORS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_door_calls_what_a_request_names(path: Path) -> None:
    assert not list(calls_by_name(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source", ["getattr(case, request.POST['act'])()", "eval(word)", "import_string(request.GET['view'])"]
)
def test_the_check_sees_such_a_call(source: str) -> None:
    assert list(calls_by_name(source)) == [1]


def test_hostile_names_do_nothing(life: Life) -> None:
    client, number = login(life.firm.vera), life.waiting.number
    before = (life.waiting.state, life.waiting.owner_id)
    for word in HOSTILE:
        fields = dict.fromkeys(
            ("act", "do", "order", "sort", "show", "field", "kind", "verdict", "by", "outcome"), word
        )
        for page in ("/", "/cases/", "/pains/", "/customers/", "/outbound/", "/feedback/", "/people/"):
            assert client.get(page, fields).status_code == 200, (page, word)
        assert client.post(reverse("respond:bulk"), {**fields, "numbers": [number]}).status_code < 500
        assert client.post(reverse("respond:decide", args=[number]), fields).status_code < 500
        assert client.get(f"/cases/{number}/{word}/").status_code == 404
        assert client.get(f"/feedback/{life.first.pk}/{word}/choose/").status_code == 404
    life.waiting.refresh_from_db()
    assert (life.waiting.state, life.waiting.owner_id) == before
