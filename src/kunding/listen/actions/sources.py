"""Adding a mailbox, and looking into it at once."""

import re
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kunding.listen.models import Channel, Mailbox, Source
from kunding.listen.sources.mailbox import AddressIsWrong
from kunding.listen.sources.opening import checked_address
from kunding.trail.actions import record

_LONGEST_NAME = 120


class SourceIsWrong(Exception):
    """A source that cannot be added; the text says why and what to do."""


@transaction.atomic
def add_source(*, kind: str, address: str, name: str = "", at: datetime, actor: str = "command") -> Source:
    """Add a mailbox from which customers' mails are taken; the same one again changes nothing.

    `address`: a maildir's folder, or `imaps://USER@HOST[:PORT]/FOLDER[?move=FOLDER]`. Raises SourceIsWrong.
    """
    try:
        kept = checked_address(kind, address, allowed=settings.KUNDING_ALLOWED_NETWORKS)
    except AddressIsWrong as wrong:
        raise SourceIsWrong(str(wrong)) from wrong
    known = Source.objects.filter(kind=kind, address=kept).first()
    if known and name in {"", known.name}:
        return known
    source = Source(name=_checked_name(name or _name_of(kept)), kind=kind, address=kept, channel=Channel.MAIL)
    if known:
        raise SourceIsWrong(f"This mailbox is there already under the name “{known.name}”.")
    if len(kept) > 500:
        raise SourceIsWrong("The address is longer than 500 characters.")
    source.save()
    Mailbox.objects.create(source=source, next_look_at=at)
    record(act="add_source", actor=actor, at=at, subject=f"source:{source.pk}", detail={"kind": kind})
    return source


@transaction.atomic
def look_now(*, at: datetime) -> int:
    """Make a look into each mailbox due at once, also where one waits after failures; return how many those are."""
    return Mailbox.objects.filter(next_look_at__gt=at).update(next_look_at=at)


def _checked_name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise SourceIsWrong(f"A name has 1 to {_LONGEST_NAME} characters.")
    if Source.objects.filter(name=plain).exists():
        raise SourceIsWrong(f"There is another source named “{plain}”; choose a name with --name.")
    return plain


def _name_of(address: str) -> str:
    """The name that an address suggests.

    >>> _name_of("imaps://service@lindenau.example@mail.lindenau.example/INBOX"), _name_of("/var/mail/service")
    ('service@lindenau.example', 'service')
    """
    if "://" in address:
        return address.partition("://")[2].rpartition("@")[0][:_LONGEST_NAME]
    return (re.split(r"[/\\]", address.rstrip("/\\"))[-1] or "mail")[:_LONGEST_NAME]
