"""How an entry's digest is computed, and how an entry is written as a line."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime

BEGINNING = "0" * 64
# What an entry is chained to where the end is missing or not ours: the chain breaks there, and stays broken.
LOST = "f" * 64


def digest(
    *,
    key: str,
    before: str,
    number: int,
    at: datetime,
    actor: str,
    act: str,
    subject: str,
    count: int,
    detail: Mapping[str, object],
) -> str:
    """Return the HMAC-SHA-256 (hex) of an entry, chained to the digest `before` it.

    Without the key, which is not in the database, nobody computes the digest of an entry that never was.

    >>> from datetime import UTC, datetime
    >>> digest(key="k", before=BEGINNING, number=1, at=datetime(2026, 1, 2, tzinfo=UTC), actor="loop",
    ...        act="open_cases", subject="", count=3, detail={})[:12]
    'e936a45e1d35'
    """
    content = [before, number, at.astimezone(UTC).isoformat(), actor, act, subject, count, detail]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return _hmac(key, text)


def mark(*, key: str, number: int, digest: str) -> str:
    """Return what proves that the trail ends with this entry: who removes the last ones cannot make it."""
    return _hmac(key, f"end:{number}:{digest}")


def line(
    *,
    number: int,
    at: datetime,
    actor: str,
    act: str,
    subject: str,
    count: int,
    detail: Mapping[str, object],
    digest: str,
) -> str:
    """Return an entry as one line of JSON, for a copy that lies elsewhere."""
    told = {
        "entry": number,
        "at": at.astimezone(UTC).isoformat(),
        "actor": actor,
        "act": act,
        "subject": subject,
        "count": count,
        "detail": detail,
        "digest": digest,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def number_and_digest(text: str) -> tuple[int, str] | None:
    """Return which entry a line of a copy tells of; None for any other line, such as one of a log.

    >>> number_and_digest('2026-11-02T09:00:00Z [info     ] trail {"entry":7,"digest":"ab"}')
    (7, 'ab')
    """
    try:
        told = json.loads(text[text.index("{") :])
        return int(told["entry"]), str(told["digest"])
    except (ValueError, KeyError, TypeError):
        return None


def _hmac(key: str, text: str) -> str:
    return hmac.digest(key.encode(), text.encode(), "sha256").hex()
