"""Answers that are being written: nothing typed is lost, and nobody answers over somebody else's answer.

Drafts are personal and leave no entry in the trail; the answer does.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.actions.acts import Desk
from kunding.respond.actions.answer import AnswerIsEmpty, answer
from kunding.respond.actions.enclosures import Upload, enclose, refuse_files
from kunding.respond.models import Answer, Case, Draft, Outcome, Presence
from kunding.respond.queries.newest import Newest, newest_in
from kunding.respond.queries.parts import whole_of
from kunding.respond.rules.templates import left_open

LONGEST = 20_000  # characters


class SomebodyWasFaster(Exception):
    """Since the answer was begun a colleague answered, or the customer wrote again: nothing was sent."""


def keep_draft(*, case: Case, by: Person, text: str, at: datetime, before: str | None = None) -> None:
    """Keep what the person has typed so far; an empty text takes the draft away.

    before: the own words that a proposal takes the place of, "" where they came back; None leaves them as they were.
    """
    if case.alone is not None:
        _move_here(case, by, at)
    if text.strip():
        kept = {} if before is None else {"before": before[:LONGEST]}
        Draft.objects.update_or_create(case=case, by=by, defaults={"text": text[:LONGEST], "at": at, **kept})
    else:
        Draft.objects.filter(case=case, by=by).delete()


def _move_here(case: Case, by: Person, at: datetime) -> None:
    """What the person began in a case that was merged into this one is shown here, and goes on here."""
    others = [key for key in whole_of(case) if key != case.pk]
    if not Draft.objects.filter(case=case, by=by).exists():
        begun = Draft.objects.filter(case__in=others, by=by).order_by("-at").first()
        if begun is not None:
            Draft.objects.filter(pk=begun.pk).update(case=case, at=at)


@transaction.atomic
def send_answer(
    *,
    case: Case,
    by: Person,
    text: str,
    decides: bool,
    at: datetime,
    since: Newest | None,
    outcome: str = Outcome.EXPLAINED,
    recourse: str = "",
    channel: str = "",
    files: Sequence[Upload] = (),
) -> Answer:
    """Tell the customer what the draft says, with its files.

    since: the newest that the writer had seen. Raises SomebodyWasFaster where something newer is there, FileIsRefused,
    AnswerIsEmpty (also where a place of a template was left open), or what `answer` raises.
    """
    Desk([case.pk])  # held, so that of two who send at once the second finds the first one's answer
    if since is not None and newest_in(case) != since:
        raise SomebodyWasFaster(gettext("Something happened while you wrote: your answer was not sent."))
    if place := left_open(text):
        raise AnswerIsEmpty(gettext("Fill in %(place)s before you send the answer.") % {"place": place})
    refuse_files(files)
    told = answer(
        case=case, by=by, text=text, decides=decides, at=at, outcome=outcome, recourse=recourse, channel=channel
    )
    enclose(answer=told, files=files)
    Draft.objects.filter(case=case, by=by).delete()
    Presence.objects.filter(case=case, person=by).update(writes=False)
    return told
