"""`kunding demo` makes its own company and leaves a directory with other data alone."""

import os
import subprocess
import sys
from pathlib import Path


def kunding(home: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KUNDING_")}
    environment |= {"KUNDING_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kunding.config.settings"} | settings
    command = [sys.executable, "-m", "kunding", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def test_a_directory_with_other_data_is_left_as_it_is(tmp_path: Path) -> None:
    database = tmp_path / "kunding.sqlite3"
    database.write_bytes(b"somebody's customers")
    said = kunding(tmp_path, "demo", "--no-serve")
    assert said.returncode == 1
    assert "no demo" in said.stderr
    assert database.read_bytes() == b"somebody's customers"


def test_a_database_elsewhere_is_not_filled_with_a_demo(tmp_path: Path) -> None:
    said = kunding(tmp_path, "demo", "--no-serve", KUNDING_DATABASE="postgresql://localhost/live")
    assert said.returncode == 1
    assert "KUNDING_DATABASE" in said.stderr
