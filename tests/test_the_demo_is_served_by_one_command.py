"""What `make demo` promises, with a smaller company: one command, and each of the first pages opens."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from kunding.cli.demo import SIGN

FIRST_PAGES = ("/", "/pains/", "/gulfs/", "/feedback/", "/cases/")
LISTENS = "Kunding listens on "
# The port is there before the pages: a browser would be loaded again, too.
PATIENT = HTTPAdapter(max_retries=Retry(connect=12, backoff_factor=0.1))


def newcomer(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has set nothing but the data directory."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("KUNDING_", "DJANGO_"))}
    return others | {"KUNDING_HOME": str(home)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "kunding", "demo", "--small", "--quiet", "--port", port]
    serving = subprocess.Popen(command, env=newcomer(home), stderr=subprocess.PIPE, text=True)
    assert serving.stderr is not None
    try:
        yield next(line.removeprefix(LISTENS).strip() for line in serving.stderr if line.startswith(LISTENS))
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.communicate(timeout=60)


def logged_in(address: str, *, home: Path) -> Session:
    login = json.loads((home / SIGN).read_text(encoding="utf-8"))[0]
    browser = Session()
    browser.mount("http://", PATIENT)
    page = browser.get(f"{address}/account/login/", timeout=60).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    entered = {"login": login["email"], "password": login["password"], "csrfmiddlewaretoken": token[1]}
    browser.post(f"{address}/account/login/", entered, timeout=60)
    return browser


def test_one_command_makes_the_company_and_serves_its_pages(address: str, home: Path) -> None:
    browser = logged_in(address, home=home)
    shown = {page: browser.get(address + page, timeout=60) for page in FIRST_PAGES}
    assert {page: (answer.status_code, answer.url) for page, answer in shown.items()} == {
        page: (200, address + page) for page in FIRST_PAGES
    }
    assert "Stadtwerke Lindenau" in shown["/"].text


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_port_that_is_taken_is_told_before_anything_is_done(home: Path, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        asked = [sys.executable, "-m", "kunding", command, "--port", str(other.getsockname()[1])]
        no = subprocess.run(asked, env=newcomer(home), capture_output=True, text=True, check=False)
    assert no.returncode == 1
    assert no.stderr.count("\n") == 1
    assert "choose another --port" in no.stderr
    assert not (home / SIGN).exists()
