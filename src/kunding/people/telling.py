"""Telling people by mail what was changed about their login, so that nobody does it behind their back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from kunding.people.models import Person

log = structlog.get_logger()


@dataclass(frozen=True)
class News:
    """A mail to somebody about the own login."""

    to: Sequence[str]
    subject: str
    text: str


def second_factor_removed(person: Person, *, at: datetime) -> News:
    """Return the mail to whom can log in without the second factor now."""
    with override(person.language):
        text = gettext(
            "Good day %(name)s,\n\non %(moment)s an administrator removed the second factor of your login. You are "
            "logged out everywhere. Log in with your password and set up a new one:\n%(link)s\n\nIf you did not ask "
            "for this, tell your administrators at once."
        )
        said = text % _words(person, at, link=_address("mfa_index"))
        return News([person.email], gettext("Your second factor was removed"), said)


def email_changed(person: Person, *, before: str, at: datetime) -> News:
    """Return the mail to the old and the new address."""
    with override(person.language):
        text = gettext(
            "Good day %(name)s,\n\non %(moment)s an administrator changed the e-mail of your login from %(before)s to "
            "%(email)s. You are logged out everywhere. Log in with the new one:\n%(link)s\n\nIf this is not right, "
            "tell your administrators at once."
        )
        said = text % _words(person, at, link=_address("account_login"), before=before, email=person.email)
        return News([before, person.email], gettext("Your login has another e-mail"), said)


def tell(news: News) -> None:
    """Send the mails beside what is going on; what the server refuses stands in the log."""
    # No daemon: a command waits for it before it ends.
    Thread(target=_send, args=(news,), name="mail about a login").start()


def _send(news: News) -> None:
    for address in news.to:  # one each: neither is shown the other's copy
        try:
            send_mail(news.subject, news.text, None, [address])
        except OSError as trouble:  # also what an SMTP server refuses
            log.warning("a mail about a login was not sent", trouble=str(trouble))


def _words(person: Person, at: datetime, **more: str) -> dict[str, str]:
    return {"name": person.name, "moment": date_format(localtime(at), "DATETIME_FORMAT"), **more}


def _address(name: str) -> str:
    return str(settings.KUNDING_URL).rstrip("/") + reverse(name)
