"""What is documented exists, and what exists is documented."""

import re
import runpy
from pathlib import Path

import pytest
import typer
from click import Command

from kunding.cli.app import app
from kunding.respond.rules import TABLE

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
COMMAND = typer.main.get_command(app)


def commands(group: Command, name: str = "kunding") -> list[tuple[str, Command]]:
    if not hasattr(group, "commands"):
        return [(name, group)]
    return [pair for word, command in group.commands.items() for pair in commands(command, f"{name} {word}")]


ALL = commands(COMMAND)


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_each_command_says_what_it_does_and_shows_an_example(name: str, command: Command) -> None:
    text = command.help or ""
    assert len(text.split("\n")[0]) > 10, f"{name} does not say what it does"
    assert "Example: " in text, f"{name} shows no example"
    assert name in text.split("Example: ")[1], f"the example of {name} is of another command"


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_each_command_and_option_is_documented(name: str, command: Command) -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## `{re.escape(name)}`$(.*?)(?=^## |\Z)", written, re.S | re.M)
    assert section, f"docs/commands.md has no section about {name}"
    for parameter in command.params:
        for option in parameter.opts if parameter.param_type_name == "option" else []:
            assert f"`{option}`" in section[1], f"{option} of {name} is not documented"


def test_no_command_is_documented_that_does_not_exist() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `(kunding[^`]*)`$", written, re.M)) == {name for name, _ in ALL}


def settings_that_are_read() -> set[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "kunding" / "config").glob("*.py"))
    asked = re.findall(r'(?:ENVIRONMENT|self)\.(?:text|number|switch|words)\("([A-Z_]+)"', source)
    return {f"KUNDING_{name}" for name in asked}


def test_each_setting_is_documented_and_no_other() -> None:
    written = (ROOT / "docs" / "operate" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(KUNDING_[A-Z_]+)`", written, re.M))
    assert documented == settings_that_are_read()


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_path_that_a_page_names_exists(page: Path) -> None:
    for named in re.findall(r"`((?:src/kunding|tests|bench)/[\w./-]+)`", page.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), f"{page.name} names {named}, which is not there"


def test_the_picture_of_case_states_is_drawn_from_the_table_that_runs() -> None:
    drawing = runpy.run_path(str(ROOT / "docs" / "hooks" / "case_states.py"))
    drawn = (ROOT / "docs" / "pictures" / "case-states.svg").read_text(encoding="utf-8")
    assert drawn == drawing["picture"](TABLE)
