"""Sorting mail: what customers write is heard where it belongs; what programs write is kept without an answer."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from kunding.listen.actions import hear_mails, set_aside
from kunding.listen.models import Mail, MailKind, Reason
from kunding.listen.queries import mails_unsorted, released_mails
from kunding.listen.rules import Heard
from kunding.respond.actions import Report, note_bounces
from kunding.respond.queries import Belongs, Place, conversation_of

ASIDE = {Place.STRANGER: Reason.STRANGER, Place.COLLEAGUE: Reason.COLLEAGUE}


@transaction.atomic
def sort_mails(*, keys: Sequence[int], at: datetime) -> None:
    """Let these mails become feedback, in the conversation that they belong to; what a person released is always heard.

    Delivery reports are noted at the letter that did not arrive. Whoever has no part in a conversation is put aside.
    """
    mails = list(mails_unsorted(at).filter(pk__in=keys).order_by("pk"))
    released = released_mails(keys)
    hear_mails(heard=[Heard(key, to) for key, to in sorted(released.items())], at=at)
    waiting = [mail for mail in mails if mail.pk not in released]
    _note_reports([mail for mail in waiting if mail.kind == MailKind.BOUNCE], at)
    set_aside(keys=[mail.pk for mail in waiting if mail.kind == MailKind.AUTOMATIC], at=at)
    for wave in _waves([mail for mail in waiting if mail.kind in (MailKind.NEW, MailKind.REPLY, MailKind.SPAM)]):
        _place(wave, conversation_of(wave), at)


def _note_reports(mails: Sequence[Mail], at: datetime) -> None:
    note_bounces(reports=[_report(mail) for mail in mails], at=at)
    set_aside(keys=[mail.pk for mail in mails], at=at)


def _report(mail: Mail) -> Report:
    told = mail.bounced or {}
    named = [str(told.get("message_id", "")), *reversed(mail.references)]
    fields = {field: str(told.get(field, "")) for field in ("recipient", "status", "action")}
    return Report([name for name in named if name], **fields)


def _waves(mails: Sequence[Mail]) -> Iterator[list[Mail]]:
    """Yield the mails so that what is answered is heard before the answer, also where both came at once."""
    waiting = list(mails)
    while waiting:
        unheard = {mail.message_id for mail in waiting}
        now = [mail for mail in waiting if not unheard & (set(mail.references) - {mail.message_id})]
        wave = now or waiting  # mails that answer each other in a ring
        yield wave
        chosen = {mail.pk for mail in wave}
        waiting = [mail for mail in waiting if mail.pk not in chosen]


def _place(mails: Sequence[Mail], found: dict[int, Belongs], at: datetime) -> None:
    heard = [mail for mail in mails if found[mail.pk].place in (Place.NEW, Place.JOINS)]
    hear_mails(heard=[Heard(mail.pk, found[mail.pk].to) for mail in heard], at=at)
    set_aside(keys=[mail.pk for mail in mails if found[mail.pk].place == Place.OURS], at=at)
    for place, reason in ASIDE.items():
        claims = {mail.pk: to for mail in mails if found[mail.pk].place == place and (to := found[mail.pk].to)}
        set_aside(keys=sorted(claims), at=at, reason=reason, claims=claims)
