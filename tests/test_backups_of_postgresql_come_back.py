"""A backup of PostgreSQL is loaded in one transaction; what was there stays beside it, or comes back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import programs, server

EVERYTHING = os.environ.get("KUNDING_TEST_ALL") == "1"
RUN = "from kunding.cli import main\nmain()\n"
PERSON = "Kundennummer,Name,E-Mail\n{0},Erika {0},e{0}@x.example\n"


class Kunding:
    """The command, with a database and a data directory."""

    def __init__(self, home: Path, address: str) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("KUNDING_")}
        self.environment |= {"KUNDING_HOME": str(home), "KUNDING_DATABASE": address}
        self.environment["DJANGO_SETTINGS_MODULE"] = "kunding.config.settings"

    def __call__(self, *words: str, program: str = RUN) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *words], env=self.environment, capture_output=True, text=True, check=False
        )

    def customers(self) -> list[str]:
        """Return the numbers of all customers."""
        asked = (
            "import django; django.setup()\n"
            "from kunding.customers.models import Customer\n"
            "print(*Customer.objects.order_by('reference').values_list('reference', flat=True))"
        )
        return self(program=asked).stdout.split()


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.skipif(
    programs() is None and not EVERYTHING, reason="PostgreSQL is not installed; Debian has it as “postgresql”"
)
def test_a_backup_comes_back_wholly_or_not_at_all(tmp_path: Path) -> None:
    archive = tmp_path / "b.tar.gz"
    with server() as address:
        kunding = Kunding(tmp_path / "home", address)
        for number in ("4711", "4712"):
            (tmp_path / f"{number}.csv").write_text(PERSON.format(number))
        assert not kunding("import", str(tmp_path / "4711.csv"), "--as", "customers").returncode
        made = kunding("backup", "-o", str(archive), "--json")
        assert json.loads(made.stdout)["members"] == 1, made.stderr
        assert not kunding("import", str(tmp_path / "4712.csv"), "--as", "customers").returncode
        assert "--replace" in kunding("restore", str(archive)).stderr
        (tmp_path / "wrong.keys").write_text('{"secret.key": "another"}')
        (tmp_path / "home" / "secret.key").rename(tmp_path / "right.key")
        refused = kunding("restore", str(archive), "--replace", "--keys", str(tmp_path / "wrong.keys"))
        assert "trail" in refused.stderr
        (tmp_path / "right.key").rename(tmp_path / "home" / "secret.key")
        assert kunding.customers() == ["4711", "4712"]
        told = kunding("restore", str(archive), "--replace", "--json")
        assert json.loads(told.stdout)["before"] == "schema before_restore", told.stderr
        assert kunding.customers() == ["4711"]
