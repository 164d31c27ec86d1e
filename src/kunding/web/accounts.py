"""The door is closed: people are added by an administrator, nobody signs up."""

import json
from dataclasses import dataclass

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Login without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by `kunding`, not by visitors."""
        return False


@dataclass(frozen=True)
class DemoLogin:
    """A login of the demo company, shown to everybody on its login page."""

    email: str
    password: str
    name: str
    role: str


def demo_logins() -> list[DemoLogin]:
    """Return the logins of the demo company; empty in a real installation."""
    file = settings.KUNDING_HOME / "demo.json"
    if not settings.KUNDING_DEMO or not file.exists():
        return []
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [DemoLogin(*(str(row.get(field, "")) for field in ("email", "password", "name", "role"))) for row in rows]
