"""Which files go along with an answer."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext

MOST_FILES = 5
MOST_BYTES = 10_000_000  # of one file
MOST_BYTES_TOGETHER = 20_000_000
# What the customer's computer is told comes from here, never from the upload.
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069\"<>|*?:;\\/]+")


def clean_name(given: str) -> str:
    r"""Return a file's name without folders and signs that mean something to a computer.

    >>> clean_name("../../etc/pass\x00wd.txt"), clean_name("C:\\Users\\x\\Rechnung.pdf")
    ('pass wd.txt', 'Rechnung.pdf')
    """
    last = PurePosixPath(given.replace("\\", "/")).name
    name = " ".join(_NOT_IN_A_NAME.sub(" ", last).split()).strip(". ")
    if len(name) > 120:
        name = name[:100] + PurePosixPath(name).suffix[:20]
    return name or "file"


def media_type(name: str) -> str:
    """Return the media type of a file by its name, "" where such files are not sent.

    >>> media_type("a.PDF"), media_type("a.svg"), media_type("a.html")
    ('application/pdf', '', '')
    """
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def why_not_sent(files: Sequence[tuple[str, int]]) -> str:
    """Return why these files (name, bytes) cannot go along, as a sentence; empty where they can."""
    if len(files) > MOST_FILES:
        return gettext("At most %(count)s files go along with an answer.") % {"count": MOST_FILES}
    for name, size in files:
        if not media_type(name):
            known = ", ".join(sorted(suffix.lstrip(".") for suffix in MEDIA_TYPES))
            return gettext("“%(name)s” cannot be sent. These kinds of files can: %(known)s.") % {
                "name": name,
                "known": known,
            }
        if size == 0:
            return gettext("“%(name)s” is empty.") % {"name": name}
        if size > MOST_BYTES:
            return gettext("“%(name)s” is larger than %(size)s MB.") % {"name": name, "size": MOST_BYTES // 1_000_000}
    if sum(size for _, size in files) > MOST_BYTES_TOGETHER:
        return gettext("The files together are larger than %(size)s MB.") % {"size": MOST_BYTES_TOGETHER // 1_000_000}
    return ""
