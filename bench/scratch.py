"""Importing this starts Django in a data directory of its own, which is thrown away at the end.

Import it before anything of Kunding that knows models.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

HOME = Path(tempfile.mkdtemp(prefix="kunding-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"KUNDING_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "kunding.config.settings"}
django.setup()
call_command("migrate", verbosity=0)
