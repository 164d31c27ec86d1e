"""Sorting mail: what customers write is heard, what programs write is kept without an answer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.listen.actions import hear_mails, set_aside
from kunding.listen.models import Mail, MailKind
from kunding.listen.queries import released_mails
from kunding.listen.rules import Heard

UNHEARD = (MailKind.AUTOMATIC, MailKind.BOUNCE)


@transaction.atomic
def sort_mails(*, keys: Sequence[int], at: datetime) -> None:
    """Let these mails become feedback, but for those that programs wrote; what a person released is always heard."""
    released = released_mails(keys)
    kinds = dict(Mail.objects.filter(pk__in=keys).values_list("pk", "kind"))
    unheard = [key for key, kind in kinds.items() if kind in UNHEARD and key not in released]
    set_aside(keys=unheard, at=at)
    hear_mails(heard=[Heard(key) for key in sorted(kinds.keys() - set(unheard))], at=at)
