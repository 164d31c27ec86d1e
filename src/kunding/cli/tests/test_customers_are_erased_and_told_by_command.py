import json
import stat
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.conftest import Firm, say
from kunding.customers.models import Customer
from kunding.lake import Lake
from kunding.loop.models import Erasure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def erika(firm: Firm, lake: Lake, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_HOME = tmp_path / "home"
    settings.KUNDING_HOME.mkdir()
    say(firm, "Der Abschlag ist zu hoch.")


def test_it_asks_and_a_no_changes_nothing() -> None:
    asked = CliRunner().invoke(app, ["erase", "4711"], input="n\n")
    assert "1  pieces of feedback" in asked.stdout
    assert "cannot be undone" in asked.stdout
    assert isinstance(asked.exception, Refused)
    assert Customer.objects.filter(reference="4711").exists()


def test_a_repeat_says_that_it_is_done() -> None:
    first = CliRunner().invoke(app, ["erase", "4711", "--yes", "--json"])
    told = json.loads(first.stdout)
    assert (told["erased"]["customers"], told["erased"]["feedback"], told["already"]) == (1, 1, False)
    assert Erasure.objects.get().finished_at is not None
    again = CliRunner().invoke(app, ["erase", "4711", "--yes", "--json"])
    assert (again.exit_code, json.loads(again.stdout)) == (0, {"erased": {}, "already": True})


def test_whom_nobody_knows_is_refused() -> None:
    for command in (["erase", "nobody", "--yes"], ["disclose", "nobody", "-o", "x.json"]):
        refused = CliRunner().invoke(app, command)
        assert isinstance(refused.exception, Refused)
        assert "Nobody is known under “nobody”" in str(refused.exception)


@pytest.mark.parametrize("ending", ["zip", "html", "json"])
def test_what_is_held_is_written_for_nobody_else_to_read(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"told.{ending}"
    assert CliRunner().invoke(app, ["disclose", "4711", "-o", str(file)]).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if ending == "zip":
        with zipfile.ZipFile(file) as archive:
            text = archive.read("disclosure.html").decode()
    else:
        text = file.read_text(encoding="utf-8")
    assert "Erika Yilmaz" in text
    assert "Der Abschlag ist zu hoch." in text
    assert ending == "json" or "Was Sie uns sagten" in text


def test_it_is_written_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "told.html"
    CliRunner().invoke(app, ["disclose", "4711", "-o", str(file), "--language", "en"])
    assert "What Stadtwerke Lindenau holds about you" in file.read_text(encoding="utf-8")
    assert isinstance(CliRunner().invoke(app, ["disclose", "4711", "-o", "told.txt"]).exception, Refused)
