"""Takes in a maildir in a process of its own, and tells what it cost: `python -m tests.attacks.hostile_intake FOLDER`.

What the mails' making needed is not among it: another process wrote them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# What the intake may need on top of what it holds before the first mail. One mail of 40 MB is there as bytes, as the
# text that the standard library makes of it, and as decoded content; a batch holds 30 MB, or one larger mail.
MEGABYTES = 300


def taken_in(folder: Path) -> dict[str, Any]:
    """Start the process and return what it printed: seconds, work, megabytes, kept, waiting, parked, heard."""
    with tempfile.TemporaryDirectory(prefix="kunding-hostile-") as home:
        settings = {"KUNDING_HOME": home, "DJANGO_SETTINGS_MODULE": "kunding.config.settings", "KUNDING_LOG": "error"}
        ran = subprocess.run(
            [sys.executable, "-m", "tests.attacks.hostile_intake", str(folder)],
            env={**os.environ, **settings},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2_000:])
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from kunding.listen.actions import add_source
    from kunding.listen.models import Feedback, Mail, Quarantine
    from kunding.listen.sources.mail import parse
    from kunding.listen.tests.letters import letter
    from kunding.loop.models import Parked
    from kunding.loop.stages import STAGES
    from kunding.loop.worker import Worker

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


if __name__ == "__main__":
    main()
