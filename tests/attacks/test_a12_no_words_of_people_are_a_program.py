"""Zammad CVE-2026-84462: a template that an agent writes runs on the server. Here nothing that a person edits does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.db import models
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.conftest import NOW, Firm, Life, login
from kunding.customers.models import Campaign, Customer
from kunding.journeys.models import Journey, Touchpoint
from kunding.listen.models import Source
from kunding.people.models import Person, Unit
from kunding.respond.actions import write_template
from kunding.respond.models import Case, Label, Note, ReplyTemplate, SavedView
from kunding.respond.rules.templates import PLACEHOLDERS, PlaceholderIsUnknown, fill, left_open
from kunding.understand.models import Theme
from kunding.web.access import ROWS
from kunding.web.tests.test_each_page_is_open_to_those_whom_the_table_names import FACTORIES, things

ROOMS = Path(__file__).parents[2] / "src" / "kunding"
SUM, RESULT = "191*7001", "1337191"  # a result that stands on no page by chance
PAYLOADS = (
    "{{ %s }}", "{%% if 1 %%}%s{%% endif %%}", "{%% debug %%}", "{%% include '/etc/passwd' %%}", "{%% load log %%}",
    "{{ settings.SECRET_KEY }}", "{{ request.user.password }}", "{{ person.password }}", "${%s}", "#{%s}",
    "<%%= %s %%>", "{{=%s}}", "@(%s)", "*{%s}", "{0.__class__.__mro__}", "{owner.__class__}",
    "{customer_name.__init__.__globals__}", "{link!r}", "{due:%%s}", "%%(owner)s", "%%s%%n", "$owner", "${owner}",
    "[[${%s}]]", "{php}echo %s;{/php}", "{customer_name[0]}", "{{''.__class__.__mro__[1].__subclasses__()}}",
    "{% %s %}", "{{7*'7'}}", "\\{\\{ %s \\}\\}",
)  # fmt: skip
HOSTILE = tuple(payload.replace("%s", SUM).replace("%%", "%") for payload in PAYLOADS)
EVERYTHING = " ".join(HOSTILE)
NEVER = {"eval", "exec", "from_string", "format_map", "vformat", "Formatter", "Environment", "exec_module"}


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.django_db
def test_a_template_of_replies_names_what_it_knows_or_is_refused(firm: Firm, payload: str) -> None:
    values = {name: f"<{name}>" for name in PLACEHOLDERS}
    try:
        kept = write_template(name="x", language="de", kind="", text=payload, by=firm.lea, at=NOW).text
    except PlaceholderIsUnknown:
        assert not ReplyTemplate.objects.exists()
        return
    plain = re.sub(r"\{(" + "|".join(PLACEHOLDERS) + r")\}", "", payload)
    assert fill(kept, values).replace("<owner>", "").startswith(plain[:3])
    assert RESULT not in fill(kept, values)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet=st.sampled_from("{}%$#.[]()_!:'\"\\ abcownerdulink0179*"), max_size=40))
def test_any_text_is_filled_in_literally_or_refused(text: str) -> None:
    values = dict.fromkeys(PLACEHOLDERS, "{{191*7001}}{owner.__class__}")
    try:
        filled = fill(text, values)
    except PlaceholderIsUnknown:
        return
    literally = text
    for name in PLACEHOLDERS:
        literally = literally.replace(f"{{{name}}}", "\0")
    assert filled == literally.replace("\0", values["owner"])
    assert left_open(literally) == ""


def edited(life: Life) -> None:
    """Put everything hostile into everything that somebody types in."""
    firm, words = life.firm, EVERYTHING
    for model, fields in (
        (Unit, ("name",)), (Person, ("name",)), (Journey, ("name",)), (Touchpoint, ("name",)), (Source, ("name",)),
        (Theme, ("label",)), (Customer, ("name", "segment")), (Case, ("next_step",)), (Campaign, ("name", "what")),
        (Label, ("name",)), (SavedView, ("name",)),
    ):  # fmt: skip
        for row in model.objects.all():
            for field in fields:
                most = getattr(type(row)._meta.get_field(field), "max_length", None)
                row_words = f"{words[: (most or 4_000) - 12]} {row.pk}"
                type(row).objects.filter(pk=row.pk).update(**{field: row_words})
    ReplyTemplate.objects.update(text=words)
    Note.objects.create(case=life.waiting, by=firm.lea, at=NOW, text=words)
    type(life.pain).objects.update(because=words)
    type(life.initiative).objects.update(title=words[:150])


@pytest.mark.django_db
def test_no_page_computes_what_people_typed(life: Life) -> None:
    made = things(life, life.firm.lea)
    edited(life)
    browser, seen, shown = login(life.firm.vera), 0, 0
    for row in ROWS:
        if "GET" not in row.methods or row.name.startswith(("api:", "account_", "openid", "mfa_")):
            continue
        make = FACTORIES.get(row.name)
        answer = browser.get(reverse(row.name, args=make(made, made.own) if make else []))
        said = answer.getvalue().decode("utf-8", "replace")
        assert answer.status_code < 500, row.name
        assert RESULT not in said, row.name
        assert ours.SECRET_KEY not in said, row.name
        assert "__mro__" not in said or "class 'object'" not in said, row.name
        seen += answer.status_code == 200
        shown += SUM in said
    assert seen > 35, "too few pages were seen to say anything"
    assert shown > 15, "what was typed stands on too few pages to say anything"


def test_nothing_makes_a_program_of_words() -> None:
    found = {f"{path.relative_to(ROOMS)}:{line}" for path in ROOMS.rglob("*.py") if "tests" not in path.parts
             for line in programs_of_words(path.read_text(encoding="utf-8"))}  # fmt: skip
    assert not found


def programs_of_words(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        is_django = name in {"Template", "Engine"} and not isinstance(node.func, ast.Attribute)
        on_columns = isinstance(node.func, ast.Attribute) and name == "eval"  # of a column of polars
        if is_django or (name in NEVER and not on_columns and not _is_ours(node)):
            yield node.lineno


def _is_ours(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "Environment"  # of config: the operator's settings


@pytest.mark.parametrize("source", ["Template(text)", "eval(text)", "engine.from_string(x)", "text.format_map(x)"])
def test_the_check_sees_one(source: str) -> None:
    assert list(programs_of_words(source)) == [1]


def test_all_that_people_name_is_tried() -> None:
    assert issubclass(SavedView, models.Model)
    assert len(HOSTILE) == len(set(HOSTILE)) == 30
