"""The door is closed: people are added by an administrator, nobody signs up."""

import json
from dataclasses import dataclass
from threading import Thread
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kunding.people.models import Person
from kunding.web.sessions import SessionStore

log = structlog.get_logger()


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Login without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by `kunding`, not by visitors."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Let a browser in which nobody chose a language speak the person's; forget sessions that ran out."""
        SessionStore.clear_expired()  # here, so that nobody must think of it
        response: HttpResponse = super().post_login(request, user, **more)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    def is_safe_url(self, url: str) -> bool:
        """Return whether one may go on to this page: a page of ours, and not the login again and again."""
        return bool(super().is_safe_url(url)) and not str(url).startswith(reverse("account_login"))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of the mail, built from KUNDING_URL: what a request calls itself counts for nothing."""
        uidb36, _, word = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": word})
        return str(settings.KUNDING_URL).rstrip("/") + path

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the mail beside the answer: how long it takes tells nobody whether the account exists."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        Thread(target=_send, args=(message,), daemon=True, name="mail to somebody who logs in").start()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as trouble:  # also what an SMTP server refuses
        log.warning("a mail to somebody who logs in was not sent", trouble=str(trouble))


def company_login_name() -> str:
    """Return what the company's own login is called, "" where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


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
