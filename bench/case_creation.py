"""Creating cases over HTTP with four clients: ours and django-helpdesk, on SQLite and on PostgreSQL, in one run.

Both are served by granian with one worker and eight threads; both get the same texts. The order is ours, theirs,
ours, theirs, so that a noisy machine hits both; the middle of the rounds counts.
"""

import argparse
import base64
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from measured import ROOT, Row, keep

sys.path.insert(0, str(ROOT))
from tests.postgresql import programs, server

CLIENTS, WARM_UP = 4, 20
PEER = ROOT / "build" / "peers" / "helpdesk" / "bin"
WORDS = "Meine Rechnung Nr. {number} ist falsch, und am Telefon erreiche ich seit Tagen niemanden."
SERVED = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "8", "--no-ws")


@dataclass(frozen=True)
class Side:
    """One of the two servers: where it listens, and what one request looks like."""

    port: int
    path: str
    headers: Mapping[str, str]
    is_ours: bool

    def body(self, number: int) -> str:
        """The request's JSON."""
        text = WORDS.format(number=number)
        if self.is_ours:
            return json.dumps({"text": text, "channel": "phone", "kind": "complaint", "customer": f"c{number % 500}"})
        return json.dumps(
            {
                "queue": 1,
                "title": "Rechnung falsch",
                "description": text,
                "submitter_email": f"c{number % 500}@example.org",
                "priority": 3,
            }
        )


@dataclass(frozen=True)
class Load:
    """What came of one round: requests a second, and the time that 95 of 100 took at most, in ms."""

    rate: float
    p95: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=8, help="of each round")
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    if not PEER.exists():
        subprocess.run(["sh", "bench/peers/helpdesk.sh"], cwd=ROOT, check=True)
    rows = measured("SQLite", "", chosen)
    if programs() is not None:
        with server() as address:
            rows += measured("PostgreSQL", address, chosen)
    keep("case_creation", rows)


def measured(database: str, address: str, chosen: argparse.Namespace) -> list[Row]:
    with (
        tempfile.TemporaryDirectory(prefix="kunding-bench-") as folder,
        ours(Path(folder), address) as us,
        theirs(Path(folder), address) as them,
    ):
        rounds = [(loaded(us, chosen.seconds), loaded(them, chosen.seconds)) for _ in range(chosen.rounds)]
    rate, peer = (statistics.median(pair[side].rate for pair in rounds) for side in (0, 1))
    p95, peer_p95 = (statistics.median(pair[side].p95 for pair in rounds) for side in (0, 1))
    ratio = statistics.median(us.rate / them.rate for us, them in rounds)
    return [
        Row(
            f"creating cases over HTTP, 4 clients, {database}",
            f"{rate:.0f}/s, peer {peer:.0f}/s: {ratio:.1f} ×",
            "≥ 5 × django-helpdesk",
            ratio >= 5,
        ),
        Row(f"p95 of creating a case, {database}", f"{p95:.0f} ms, peer {peer_p95:.0f} ms", "lower", p95 < peer_p95),
    ]


def loaded(side: Side, seconds: int) -> Load:
    """Let four clients create cases for some seconds."""
    with ProcessPoolExecutor(CLIENTS) as clients:
        jobs = [clients.submit(client, side, seconds, number * 1_000_000) for number in range(CLIENTS)]
        times = sorted(each for job in jobs for each in job.result())
    return Load(rate=len(times) / seconds, p95=times[int(len(times) * 0.95)] * 1000)


def client(side: Side, seconds: int, first: int) -> list[float]:
    """Create cases one after the other on one kept connection; return the seconds of each."""
    line = http.client.HTTPConnection("127.0.0.1", side.port, timeout=60)
    for number in range(WARM_UP):
        created(line, side, first + number)
    times: list[float] = []
    end, number = time.perf_counter() + seconds, first + WARM_UP
    while (begin := time.perf_counter()) < end:
        created(line, side, number)
        times.append(time.perf_counter() - begin)
        number += 1
    return times


def created(line: http.client.HTTPConnection, side: Side, number: int) -> None:
    line.request("POST", side.path, body=side.body(number), headers=dict(side.headers))
    answer = line.getresponse()
    text = answer.read()
    if answer.status not in {200, 201}:
        raise SystemExit(f"{side.path} answered {answer.status}: {text[:300]!r}")


@contextmanager
def ours(folder: Path, address: str) -> Iterator[Side]:
    """Serve Kunding, with a company of one unit."""
    port = free_port()
    environment = os.environ | {
        "KUNDING_HOME": str(folder / "home"),
        "KUNDING_DATABASE": address and f"{address.rpartition('/')[0]}/kunding_bench",
        "DJANGO_SETTINGS_MODULE": "kunding.config.settings",
    }
    if address:
        new_database(address, "kunding_bench")
    command = [sys.executable, "-m", "kunding", "person"]
    run([*command, "add", "bench@kunding.example", "Bench", "--role", "cco", "--role", "administrator"], environment)
    token = run([*command, "token", "bench@kunding.example", "bench"], environment).strip().splitlines()[-1]
    program = [str(Path(sys.executable).parent / "granian"), *SERVED, "--port", str(port)]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with running([*program, "kunding.config.wsgi:application"], environment, port):
        yield Side(port, "/api/v1/cases", headers, is_ours=True)


@contextmanager
def theirs(folder: Path, address: str) -> Iterator[Side]:
    """Serve django-helpdesk, with one queue."""
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "bench" / "peers"), "DATABASE": str(folder / "peer.sqlite3")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if address:
        new_database(address, "helpdesk_bench")
        parts = urlsplit(address)
        environment |= {
            "DATABASE": "helpdesk_bench",
            "DATABASE_HOST": str(parts.hostname),
            "DATABASE_PORT": str(parts.port),
            "DATABASE_USER": str(parts.username),
        }
    run([str(PEER / "python"), str(ROOT / "bench" / "peers" / "helpdesk_site.py"), "migrate"], environment)
    login = base64.b64encode(b"bench:bench").decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    program = [str(PEER / "granian"), *SERVED, "--port", str(port), "helpdesk_site:application"]
    with running(program, environment, port):
        yield Side(port, "/api/tickets/", headers, is_ours=False)


def new_database(address: str, name: str) -> None:
    psql = shutil.which("psql") or str((programs() or Path()) / "psql")
    run([psql, address, "-q", "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}"], os.environ)


@contextmanager
def running(program: list[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(program, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"Nobody listens on port {port}.")


def run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(re.sub(r"\s+", " ", f"{command[0]} failed: {done.stderr[-500:]}"))
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
