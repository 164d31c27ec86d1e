"""Which account of the company's directory a person logs in with."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from kunding.people.models import Person
from kunding.trail.actions import record


@transaction.atomic
def tie_login(*, person: Person, provider: str, account: str, at: datetime) -> SocialAccount:
    """Remember that the person logs in with this account; nothing else of the directory is kept."""
    tie = SocialAccount.objects.create(user=person, provider=provider, uid=account, extra_data={})
    record(act="tie_login", actor=person.trail_name, at=at, subject=person.trail_name)
    return tie


@transaction.atomic
def untie_login(*, person: Person, at: datetime, actor: str) -> None:
    """Forget the account: the next login through the directory ties a new one."""
    SocialAccount.objects.filter(user=person).delete()
    record(act="untie_login", actor=actor, at=at, subject=person.trail_name)
