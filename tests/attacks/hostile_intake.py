"""Lets a maildir be taken in by a process of its own: what the making of the mails needed is not among its cost."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# What the intake may need on top of what it holds before the first mail. One mail of 40 MB is there as bytes, as the
# text that the standard library makes of it, and as decoded content; a batch holds 30 MB, or one larger mail.
MEGABYTES = 300
PROGRAM = "import django; django.setup(); from tests.attacks.hostile_process import main; main()"


def taken_in(folder: Path) -> dict[str, Any]:
    """Start the process and return what it printed: seconds, work, megabytes, kept, waiting, parked, heard."""
    with tempfile.TemporaryDirectory(prefix="kunding-hostile-") as home:
        settings = {"KUNDING_HOME": home, "DJANGO_SETTINGS_MODULE": "kunding.config.settings", "KUNDING_LOG": "error"}
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(folder)],
            env={**os.environ, **settings},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2_000:])
    return dict(json.loads(ran.stdout.splitlines()[-1]))
