"""1,000 mails that were made to harm, then a good one: how long it waits, and how much memory the intake needs.

Run: python bench/hostile_mail.py [--mails 1000]
"""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from measured import ROOT, Row, keep
from scratch import HOME

from kunding.listen.actions import add_source
from kunding.listen.models import Feedback
from kunding.listen.tests.letters import letter
from kunding.listen.tests.servers import deliver, make_maildir
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.people.actions import found_company

sys.path.insert(0, str(ROOT))
from tests.attacks.test_a27_hostile_mails_never_stop_the_intake import hostile_mails


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1_000)
    asked = parser.parse_args()
    found_company(name="Bench", at=datetime.now(UTC))
    keep("hostile_mail", measured(HOME / "service", asked.mails))


def measured(folder: Path, number: int) -> list[Row]:
    deliver(make_maildir(folder), [*hostile_mails(number), letter(number=number + 1)])
    add_source(kind="maildir", address=str(folder), at=datetime.now(UTC))
    forget_peak()
    before, began, worked = memory("VmRSS"), time.monotonic(), time.process_time()
    first = [stage for stage in STAGES if stage.name in {"fetch mail", "sort mail"}]
    Worker(stages=first, clock=lambda: datetime.now(UTC)).drain()
    seconds, work, grown = time.monotonic() - began, time.process_time() - worked, memory("VmHWM") - before
    heard = Feedback.objects.filter(reference=f"{number + 1}@example.org").exists()
    return [
        Row(
            f"good mail after {number:,} hostile ones",
            f"{seconds:.0f} s ({work:.0f} s of work)",
            "< 60 s",
            heard and seconds < 60,
        ),
        Row("memory on top", f"{grown:.0f} MB", "< 600 MB", grown < 600),
    ]


def memory(what: str) -> float:
    """Return megabytes that the process holds now (VmRSS), or held at most since its peak was forgotten (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1_000


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")  # writing the mails of the attack needed memory, too


if __name__ == "__main__":
    main()
