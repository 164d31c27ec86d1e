"""`kill -9` in a backup or a restore leaves what was there; damage is noticed before anything is touched."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from kunding.cli.refusal import Refused
from kunding.cli.safekeeping import database
from kunding.cli.safekeeping.archive import unpack
from kunding.cli.safekeeping.home import ERASED
from kunding.loop.rights.remembered import LIST

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]
RUN = "import sys\nfrom kunding.cli import main\nmain()\n"
# The command itself, dead by its own hand just before or after one of its steps.
DYING = """
import os, signal, sys
from kunding.cli.safekeeping import {module} as module
inner = module.{step}
def die(*given, **named):
    if "{moment}" == "after":
        inner(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
module.{step} = die
from kunding.cli.safekeeping import restoring
if hasattr(restoring, "{step}"):
    restoring.{step} = die
from kunding.cli import main
main()
"""


def run(home: Path, *words: str, program: str = RUN) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KUNDING_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", program, *words], env=environment | {"KUNDING_HOME": str(home)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a data directory, its backup, and a customer who came after the backup."""
    place = tmp_path_factory.mktemp("safe")
    for name, number in (("first", 1), ("second", 2)):
        (place / f"{name}.csv").write_text(
            f"Kundennummer,Name,E-Mail\n471{number},Erika {number},e{number}@x.example\n"
        )
    home = place / "home"
    assert not run(home, "import", str(place / "first.csv"), "--as", "customers").returncode
    (home / "files" / "ab").mkdir(parents=True)
    (home / "files" / "ab" / ("c" * 62)).write_bytes(b"a photo")
    told = run(home, "backup", "-o", str(place / "b.tar.gz"), "--json")
    assert json.loads(told.stdout)["members"] == 2, told.stderr
    assert not run(home, "import", str(place / "second.csv"), "--as", "customers").returncode
    return place


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the data directory as it was after the backup."""
    copy = tmp_path / "home"
    subprocess.run(["cp", "-r", str(made / "home"), str(copy)], check=True)
    return copy


def customers(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "kunding.sqlite3")) as tables:
        assert tables.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in tables.execute("SELECT reference FROM customers_customer ORDER BY reference")]


def test_the_backup_comes_back_and_what_was_there_is_kept_beside(made: Path, home: Path) -> None:
    refused = run(home, "restore", str(made / "b.tar.gz"))
    assert (refused.returncode, customers(home)) == (1, ["4711", "4712"])
    assert "--replace" in refused.stderr
    told = json.loads(run(home, "restore", str(made / "b.tar.gz"), "--replace", "--json").stdout)
    assert customers(home) == ["4711"]
    assert customers(Path(told["before"])) == ["4711", "4712"]
    assert (home / "files" / "ab" / ("c" * 62)).read_bytes() == b"a photo"


def test_a_backup_that_is_killed_leaves_the_one_before(home: Path, tmp_path: Path) -> None:
    output = tmp_path / "b.tar.gz"
    output.write_bytes(b"yesterday's")
    program = DYING.format(module="archive", step="put_in_place", moment="before")
    killed = run(home, "backup", "-o", str(output), program=program)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert output.read_bytes() == b"yesterday's"
    assert customers(home) == ["4711", "4712"]
    assert not run(home, "backup", "-o", str(output)).returncode
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.tar.gz", "b.tar.gz.keys", "home"]


@pytest.mark.parametrize(
    ("module", "step", "moment", "left"),
    [
        ("restoring", "_prepare", "after", ["4711", "4712"]),
        ("home", "_exchange", "after", ["4711"]),
    ],
)
def test_a_restore_that_is_killed_leaves_the_old_state_or_the_new_one(
    made: Path, home: Path, module: str, step: str, moment: str, left: list[str]
) -> None:
    words = ("restore", str(made / "b.tar.gz"), "--replace")
    killed = run(home, *words, program=DYING.format(module=module, step=step, moment=moment))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert customers(home) == left
    again = run(home, *words)
    assert not again.returncode, again.stderr
    assert customers(home) == ["4711"]
    beside = [customers(one) for one in home.parent.glob("home.before-*")]
    assert ["4711", "4712"] in beside  # nothing that was there is lost


def test_whoever_was_erased_since_then_is_erased_again(made: Path, home: Path) -> None:
    assert not run(home, "erase", "4711", "--yes").returncode
    told = json.loads(run(home, "restore", str(made / "b.tar.gz"), "--replace", "--json").stdout)
    assert told["erased_again"] == 1
    assert customers(home) == []


def test_one_changed_byte_is_noticed(made: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar.gz"
    with tarfile.open(made / "b.tar.gz") as old, tarfile.open(damaged, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()  # type: ignore[union-attr]
            if member.name.startswith("home/files"):
                content = content.replace(b"photo", b"phoXo")
            new.addfile(member, io.BytesIO(content))
    with pytest.raises(Refused, match="damaged"):
        unpack(damaged, into=tmp_path / "there")


def test_an_archive_that_is_cut_off_is_noticed(made: Path, tmp_path: Path) -> None:
    whole = (made / "b.tar.gz").read_bytes()
    for part in (10, len(whole) // 2, len(whole) - 200):
        (tmp_path / "cut.tar.gz").write_bytes(whole[:part])
        with pytest.raises(Refused):
            unpack(tmp_path / "cut.tar.gz", into=tmp_path / str(part))


def test_a_trail_that_was_changed_is_noticed_and_so_is_another_key(made: Path, home: Path, tmp_path: Path) -> None:
    keys = tmp_path / "other.keys"
    keys.write_text('{"secret.key": "another key altogether"}')
    refused = run(home, "restore", str(made / "b.tar.gz"), "--replace", "--keys", str(keys))
    assert refused.returncode == 1
    assert "trail" in refused.stderr
    assert customers(home) == ["4711", "4712"]


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil"])
def test_an_archive_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "evil.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(Refused, match="not ours"):
        unpack(archive, into=tmp_path / "there")
    assert not (tmp_path / "evil").exists()


def test_while_somebody_works_nothing_is_restored(home: Path) -> None:
    with closing(sqlite3.connect(home / "kunding.sqlite3")) as server:
        server.execute("PRAGMA journal_mode = WAL")
        server.execute("SELECT count(*) FROM customers_customer").fetchone()
        with pytest.raises(Refused, match="stop"):
            database.quiet_down(home / "kunding.sqlite3")


def test_a_copy_is_of_one_moment_while_others_write(home: Path, tmp_path: Path) -> None:
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "kunding.sqlite3")}
    with closing(sqlite3.connect(home / "kunding.sqlite3", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM customers_identity")
        database.snapshot(settings, tmp_path / "kunding.sqlite3")
        writer.execute("ROLLBACK")
    assert customers(tmp_path) == ["4711", "4712"]


def test_the_list_of_who_was_erased_has_one_name() -> None:
    assert ERASED == LIST
