"""The process that takes in a maildir of hostile mails, started by `hostile_intake`; needs Django to be set up."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command

from kunding.listen.actions import add_source
from kunding.listen.models import Feedback, Mail, Quarantine
from kunding.listen.sources.mail import parse
from kunding.listen.tests.letters import letter
from kunding.loop.models import Parked
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker


def main() -> None:
    """Take in the maildir that the command names, and print what it cost as JSON."""
    call_command("migrate", verbosity=0)
    folder, at = Path(sys.argv[1]), datetime.now(UTC)
    add_source(kind="maildir", address=str(folder), at=at)
    parse(letter(number=1), received_at=at)
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of the start
    before, began, worked = memory("VmRSS"), time.monotonic(), time.process_time()
    first = [stage for stage in STAGES if stage.name in {"fetch mail", "sort mail"}]
    Worker(stages=first, clock=lambda: datetime.now(UTC)).drain()
    told = {
        "seconds": time.monotonic() - began,
        "work": time.process_time() - worked,
        "megabytes": memory("VmHWM") - before,
        "kept": Mail.objects.count() + Quarantine.objects.exclude(reason="spam").count(),
        "waiting": len(list((folder / "new").iterdir())),
        "parked": Parked.objects.count(),
        "heard": list(Feedback.objects.filter(text="Der Bus kam nicht.").values_list("reference", flat=True)),
    }
    print(json.dumps(told))  # noqa: T201


def memory(what: str) -> float:
    """Return megabytes that the process holds now (VmRSS), or held at most since its peak was forgotten (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1_000
