"""Sending letters: at least once, always under the same Message-ID; a server that fails loses nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext, override

from kunding.listen import files
from kunding.listen.models import Mail
from kunding.people.models import Person
from kunding.people.queries import company
from kunding.respond.actions.bounces import lost
from kunding.respond.models import Enclosure, Outgoing, Purpose
from kunding.respond.models.outgoing import TO_COLLEAGUES
from kunding.respond.post.connection import LetterRefused, LineDropped, Postman, ServerFails
from kunding.respond.post.message import File, Letter, LetterIsWrong
from kunding.respond.queries.addresses import reply_to
from kunding.respond.rules.sending import LEASE, is_stale, pause_after
from kunding.trail.actions import record

DROPS_IN_A_ROW = 3  # after which it is the server that fails, and not a letter


class LetterIsOnItsWay(Exception):
    """A letter can only be sent again once it was given up or came back."""


def send_mail(*, keys: Sequence[int], at: datetime) -> int:
    """Send these letters over one connection and return how many the server took.

    Speaks to a server, so it must not run inside a transaction. A crash after the server took a letter and before
    that is noted sends it again, under the same Message-ID. What fails is tried again after growing pauses.
    """
    if settings.KUNDING_SMTP is None:
        return 0
    # The fresh ones first: a letter on which the line breaks each time must not stand before all others.
    waiting = Outgoing.objects.filter(pk__in=keys, try_at__lte=at).order_by("tries", "pk")
    taken = drops = 0
    with Postman(settings.KUNDING_SMTP) as postman:
        for key in waiting.values_list("pk", flat=True):
            try:
                taken += _send(postman, key, at)
                drops = 0
            except LineDropped as dropped:
                drops += 1
                _try_later(Outgoing.objects.get(pk=key), str(dropped), at)
                if drops == DROPS_IN_A_ROW:
                    _put_all_off(str(dropped), at)
                    break
            except ServerFails as fails:
                _try_later(Outgoing.objects.get(pk=key), str(fails), at)
                _put_all_off(str(fails), at)
                break
    if taken:
        record(act="send_mail", actor="loop", at=at, count=taken)
    return taken


@transaction.atomic
def send_again(*, letter: Outgoing, by: Person, at: datetime) -> None:
    """Let a letter that was given up or came back be sent once more; raises LetterIsOnItsWay."""
    held = Outgoing.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.bounced_at is None and (held.sent_at is not None or held.try_at is not None):
        raise LetterIsOnItsWay(gettext("This mail is on its way, or it was sent already."))
    # One try counts as done: it is never too old now, because a person wants it.
    fresh = {"tries": 1, "sent_at": None, "trouble": "", "bounced_at": None, "bounced_because": "", "try_at": at}
    Outgoing.objects.filter(pk=held.pk).update(**fresh)
    record(act="send_again", actor=by.trail_name, at=at, subject=f"case:{held.case_id}" if held.case_id else "")


def _send(postman: Postman, key: int, at: datetime) -> bool:
    """Hand one letter over, unless another worker does."""
    if not Outgoing.objects.filter(pk=key, try_at__lte=at).update(try_at=at + LEASE):
        return False
    row = Outgoing.objects.select_related("case__feedback", "answer").get(pk=key)
    if is_stale(written_at=row.written_at, tries=row.tries, at=at):
        with override(company().language):
            _give_up(row, gettext("It waited too long for a mail server."), at)
        return False
    try:
        postman.hand_over(letter_of(row))
    except LetterIsWrong as wrong:
        _give_up(row, str(wrong), at)
    except files.FileIsMissing as missing:
        _give_up(row, str(missing), at)
    except LetterRefused as refused:
        (_give_up if refused.for_good else _try_later)(row, str(refused), at)
    else:
        Outgoing.objects.filter(pk=key).update(sent_at=at, try_at=None, trouble="", tries=F("tries") + 1)
        return True
    return False


def letter_of(row: Outgoing) -> Letter:
    """Return the row as a letter, with the files of its answer."""
    to_customer = row.purpose not in TO_COLLEAGUES
    answered = Mail.objects.filter(message_id=row.in_reply_to.strip("<>")).first() if row.in_reply_to else None
    back = row.reply_to
    if not back and to_customer and row.case is not None:
        back = reply_to(row.case, mail=None)
    return Letter(
        message_id=row.message_id,
        sender=settings.KUNDING_MAIL_FROM,
        to=row.to,
        subject=row.subject,
        text=row.text,
        written_at=row.written_at,
        automatic=row.purpose != Purpose.ANSWER,
        language=row.language,
        reply_to=back,
        in_reply_to=row.in_reply_to,
        references=[f"<{one}>" for one in answered.references] if answered else (),
        files=[File(one.name, one.media_type, files.read(one.digest)) for one in _enclosures(row)],
    )


def _enclosures(row: Outgoing) -> list[Enclosure]:
    return list(Enclosure.objects.filter(answer=row.answer_id).order_by("pk")) if row.answer_id else []


def _try_later(row: Outgoing, why: str, at: datetime) -> None:
    tries = row.tries + 1
    pause = pause_after(tries=tries)
    if pause is None:
        _give_up(row, why, at)
        return
    Outgoing.objects.filter(pk=row.pk).update(tries=tries, try_at=at + pause, trouble=why[:500])


@transaction.atomic
def _give_up(row: Outgoing, why: str, at: datetime) -> None:
    Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1, try_at=None, trouble=why[:500])
    lost(letters=[row], at=at)


def _put_all_off(why: str, at: datetime) -> None:
    """Leave the server alone for a while: each letter that is due counts a try, without asking the server for each."""
    due = Outgoing.objects.filter(try_at__lte=at)
    for tries in sorted(set(due.values_list("tries", flat=True))):
        pause = pause_after(tries=tries + 1)
        if pause is not None:
            due.filter(tries=tries).update(tries=tries + 1, try_at=at + pause, trouble=why[:500])
        else:
            for row in due.filter(tries=tries).select_related("case"):
                _give_up(row, why, at)
