"""The settings of the tests: a data directory that is thrown away, and nothing else that differs without need."""

import os
import tempfile
from pathlib import Path

os.environ["KUNDING_HOME"] = tempfile.mkdtemp(prefix="kunding-test-")
os.environ.setdefault("KUNDING_SECRET_KEY", "tests sign with a key that is no secret")

from kunding.config.settings import *  # noqa: F403
from kunding.config.settings import DATABASES, KUNDING_HOME

# A login costs a quarter of a second by design; the tests log in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A file, not memory: the live server and the loop's worker read it from threads and processes of their own.
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(KUNDING_HOME) / "test.sqlite3")}
