"""What `make demo` promises, with a smaller company: one command, and each of the first pages opens."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from kunding.cli.demo import SIGN

FIRST_PAGES = ("/", "/pains/", "/gulfs/", "/feedback/", "/cases/")
LISTENS = "Kunding listens on "


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "kunding", "demo", "--small", "--quiet", "--port", port]
    chosen = {name: value for name, value in os.environ.items() if not name.startswith("KUNDING_")}
    serving = subprocess.Popen(command, env=chosen | {"KUNDING_HOME": str(home)}, stderr=subprocess.PIPE, text=True)
    assert serving.stderr is not None
    try:
        yield next(line.removeprefix(LISTENS).strip() for line in serving.stderr if line.startswith(LISTENS))
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.communicate(timeout=60)


def logged_in(address: str, *, home: Path) -> OpenerDirector:
    login = json.loads((home / SIGN).read_text(encoding="utf-8"))[0]
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    entered = {"login": login["email"], "password": login["password"], "csrfmiddlewaretoken": token[1]}
    browser.open(f"{address}/accounts/login/", urlencode(entered).encode())
    return browser


def test_one_command_makes_the_company_and_serves_its_pages(address: str, home: Path) -> None:
    browser = logged_in(address, home=home)
    shown = {page: browser.open(address + page) for page in FIRST_PAGES}  # a page that fails is an error here
    assert {page: answer.url for page, answer in shown.items()} == {page: address + page for page in FIRST_PAGES}
    assert "Stadtwerke Lindenau" in shown["/"].read().decode()
