"""Looks into mailboxes. A mail is kept first and put away then, so a crash between the two loses nothing."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db.models import F

from kunding.listen.actions.take import read_mail, take_mails
from kunding.listen.models import Failure, Mailbox
from kunding.listen.rules import LEASE, LOOK_EVERY, password_setting, pause_after
from kunding.listen.sources import mailbox as open_mailboxes
from kunding.listen.sources.mailbox import AddressIsWrong, Fetched, MailboxFails, Waiting
from kunding.listen.sources.opening import open_mailbox

MAILS_PER_LOOK = 500
MAILS_PER_BATCH = 25
BYTES_PER_BATCH = 30_000_000


def fetch_mail(*, keys: Sequence[int], at: datetime) -> int:
    """Take the mails out of these mailboxes and return how many were taken.

    Speaks to servers, so it must not run inside a transaction; each batch is committed before the mailbox hears
    of it. A mailbox that fails is noted with its reason and looked into again after a growing pause.
    """
    return sum(_look(key, at) for key in keys if _claimed(key, at))


def _claimed(key: int, at: datetime) -> bool:
    """Whether this worker is the one that looks: the next look is put off before it begins."""
    return bool(Mailbox.objects.filter(pk=key, next_look_at__lte=at).update(next_look_at=at + LEASE))


def _look(key: int, at: datetime) -> int:
    mailbox = Mailbox.objects.select_related("source").get(pk=key)
    try:
        taken = _take_all(mailbox, at)
    except MailboxFails as failure:
        _note_failure(mailbox, failure.reason, str(failure), at)
        return 0
    except AddressIsWrong as wrong:
        _note_failure(mailbox, Failure.WRONG_ADDRESS, str(wrong), at)
        return 0
    # Where a look found as much as it takes, more may wait: the mailbox stays due.
    again = at if taken >= MAILS_PER_LOOK else at + LOOK_EVERY
    Mailbox.objects.filter(pk=key).update(
        looked_at=at, next_look_at=again, failures=0, failing_since=None, failure="", failure_detail=""
    )
    return taken


def _take_all(mailbox: Mailbox, at: datetime) -> int:
    source, taken = mailbox.source, 0
    password = settings.ENVIRONMENT.text(password_setting(source.name))
    box = open_mailbox(source.kind, source.address, password=password, allowed=settings.KUNDING_ALLOWED_NETWORKS)
    with closing(box):
        for batch in _batches(islice(box.waiting(), MAILS_PER_LOOK)):
            fetched = [one for one in map(box.fetch, batch) if one is not None]
            keep_batch(mailbox, fetched, at)
            box.put_away(fetched)
            taken += len(fetched)
    return taken


def keep_batch(mailbox: Mailbox, fetched: Sequence[Fetched], at: datetime) -> None:
    """Keep what was fetched, committed when this returns."""
    take_mails(source=mailbox.source, mails=[read_mail(one, at=at) for one in fetched], at=at)


def _batches(waiting: Iterator[Waiting]) -> Iterator[list[Waiting]]:
    """Cut what waits into batches that fit into memory."""
    batch: list[Waiting] = []
    size = 0
    for one in waiting:
        costs = min(one.size, open_mailboxes.LARGEST_MAIL)
        if batch and (len(batch) >= MAILS_PER_BATCH or size + costs > BYTES_PER_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += costs
    if batch:
        yield batch


def _note_failure(mailbox: Mailbox, reason: str, detail: str, at: datetime) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(
        failures=F("failures") + 1,
        failing_since=mailbox.failing_since or at,
        failure=reason,
        failure_detail=detail[:300],
        next_look_at=at + pause_after(failures=mailbox.failures + 1),
    )
