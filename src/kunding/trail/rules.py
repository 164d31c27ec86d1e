"""How an entry's digest is computed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

BEGINNING = "0" * 64


def digest(
    *, before: str, at: datetime, actor: str, act: str, subject: str, count: int, detail: Mapping[str, object]
) -> str:
    """Return the SHA-256 (hex) of an entry chained to the digest `before` it.

    >>> from datetime import UTC, datetime
    >>> digest(before=BEGINNING, at=datetime(2026, 1, 2, tzinfo=UTC), actor="loop", act="open_cases",
    ...        subject="", count=3, detail={})[:12]
    '6f1017daabd6'
    """
    content = [before, at.astimezone(UTC).isoformat(), actor, act, subject, count, detail]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
