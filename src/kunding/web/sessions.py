"""Sessions in the database, which alone opens none: their keys are kept as marks, what they hold is sealed.

A half-done login, a link for a new password and a new second factor wait in a session.
"""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from kunding.people.sealing import SealIsBroken, seal, unsealed

PURPOSE = "sessions"


def mark_of(key: str) -> str:
    """Return under which name a session is kept: who reads it cannot come with the key that makes it."""
    return salted_hmac("kunding.web.sessions", key, algorithm="sha256").hexdigest()[:40]


class SessionStore(Stored):
    """Django's sessions under marks instead of keys."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return what the session holds, sealed."""
        return seal(json.dumps(session_dict), purpose=PURPOSE)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Return what the session holds; nothing where the seal is broken."""
        try:
            found: dict[str, Any] = json.loads(unsealed(str(session_data), purpose=PURPOSE))
        except SealIsBroken:
            return {}
        return found

    def exists(self, session_key: str) -> bool:
        """Return whether there is a session of this key."""
        return super().exists(mark_of(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row to keep."""
        row = super().create_model_instance(data)
        row.session_key = mark_of(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(mark_of(key))

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        mark = mark_of(self.session_key or "")
        kept = self.model.objects.filter(pk=mark, expire_date__gt=now()).first()
        if kept is None:
            self._session_key = None
        return kept
