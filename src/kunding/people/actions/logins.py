"""What administrators change about somebody's login; the person is told by mail, and is logged out everywhere."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext

from kunding.people import telling
from kunding.people.models import Person
from kunding.trail.actions import record


class LoginIsWrong(Exception):
    """The login cannot be changed so; the text says why."""


@transaction.atomic
def remove_second_factor(*, person: Person, at: datetime, actor: str) -> None:
    """Let somebody whose telephone is lost log in with the password alone, and set up a new factor.

    Raises LoginIsWrong where there is none.
    """
    if not has_second_factor(person):
        raise LoginIsWrong(gettext("%(name)s has no second factor.") % {"name": person.name})
    Authenticator.objects.filter(user=person).delete()
    _log_out(person, at)
    record(act="remove_second_factor", actor=actor, at=at, subject=person.trail_name)
    transaction.on_commit(lambda: telling.tell(telling.second_factor_removed(person, at=at)))


@transaction.atomic
def change_email(*, person: Person, email: str, at: datetime, actor: str) -> None:
    """Let somebody log in with another e-mail from now on; the old address is told, too. Raises LoginIsWrong."""
    before, wanted = person.email, email.strip().lower()
    if wanted == before.lower():
        raise LoginIsWrong(gettext("That is the e-mail already."))
    if Person.objects.filter(email__iexact=wanted).exclude(pk=person.pk).exists():
        raise LoginIsWrong(gettext("Somebody with the e-mail %(email)s is here already.") % {"email": wanted})
    Person.objects.filter(pk=person.pk).update(email=wanted)
    EmailAddress.objects.filter(user=person).delete()  # a link for a new password goes to the new address only
    person.email = wanted
    _log_out(person, at)
    record(act="change_email", actor=actor, at=at, subject=person.trail_name)
    transaction.on_commit(lambda: telling.tell(telling.email_changed(person, before=before, at=at)))


@transaction.atomic
def choose_language(*, person: Person, language: str, at: datetime) -> None:
    """Speak this language to the person from now on, in each browser and in mails."""
    if person.language == language:
        return
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language
    record(act="choose_language", actor=person.trail_name, at=at, subject=person.trail_name)


def has_second_factor(person: Person) -> bool:
    """Return whether the person logs in with a second factor, too."""
    return bool(Authenticator.objects.filter(user=person).exists())


def _log_out(person: Person, at: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(sessions_ended_at=at)
    person.sessions_ended_at = at
