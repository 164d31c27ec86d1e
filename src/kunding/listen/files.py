"""A store of files under the digests of their content; no name that an outsider chose becomes a path."""

import os
import re
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileIsMissing(Exception):
    """No file of that digest is kept."""


def keep(content: bytes) -> str:
    """Keep the content for good and return its digest; content that is kept already is not written again."""
    digest = sha256(content).hexdigest()
    place = _place(digest)
    if _is_wanted_again(place):
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: under its digest a file is whole, or it is not there.
    beside = place.with_name(f".{digest[:8]}-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(place.parent)
    return digest


def remove(digest: str, *, unless_kept_since: datetime) -> bool:
    """Remove a file for good and return whether it is gone; one that somebody kept since that moment stays.

    Whoever keeps content that is here already marks the file (see `keep`), so that none is taken from under a row that
    is about to be written.
    """
    place = _place(digest)
    beside = place.with_name(f".{digest[:8]}-{secrets.token_hex(8)}")
    try:
        place.replace(beside)
    except FileNotFoundError:
        return True
    if beside.stat().st_mtime > unless_kept_since.timestamp():
        beside.replace(place)
        return False
    beside.unlink()
    return True


def read(digest: str) -> bytes:
    """Return the content that is kept under a digest.

    Raises FileIsMissing where there is none, or where its bytes are no longer those that were kept.
    """
    try:
        content = _place(digest).read_bytes()
    except FileNotFoundError as error:
        raise FileIsMissing(f"No file is kept under {digest}.") from error
    if sha256(content).hexdigest() != digest:
        raise FileIsMissing(f"The file under {digest} was changed.")
    return content


def _is_wanted_again(place: Path) -> bool:
    """Mark the file as wanted just now; False where there is none."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _place(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise FileIsMissing("That is no digest.")
    return Path(settings.KUNDING_HOME) / "files" / digest[:2] / digest[2:]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
