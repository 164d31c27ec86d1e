"""The conversation as the customer lived it: what was said, answered, closed, judged, and where it lay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from kunding.listen.models import Attachment, Feedback
from kunding.respond.models import Case, Enclosure
from kunding.respond.queries.listed import words_of


@dataclass(frozen=True)
class File:
    """A file that a customer or we sent along; `kind` is "sent" (by us) or "received"."""

    kind: str
    key: int
    name: str
    size: int  # bytes


@dataclass(frozen=True)
class Happening:
    """Something that happened in the conversation; `kind` is said, answered, decided, closed, reopened, judged,
    offered or what became of the offer.
    """

    at: datetime
    kind: str
    words: str = ""
    who: str = ""
    channel: str = ""
    files: tuple[File, ...] = ()

    @property
    def by_customer(self) -> bool:
        """Return whether it is the customer who speaks."""
        return self.kind in {"said", "judged"}


def happenings(case: Case, *, unmasked: bool, newest: int | None = None) -> list[Happening]:
    """Return what happened in the case's conversation, oldest first; unmasked: the viewer may read names.

    newest: only so many of the newest, without reading the others.
    """
    parts = (
        _said(case, unmasked, newest),
        _answered(case, newest),
        _closed(case),
        _reopened(case),
        _judged(case, unmasked),
        _moved(case),
    )
    found = sorted((one for part in parts for one in part), key=lambda one: one.at)
    return found if newest is None else found[-newest:]


def count_happenings(case: Case) -> int:
    """Return how much happened in the case's conversation."""
    settled = case.handovers.filter(settled_at__isnull=False).count()
    rows = (conversation(case), case.answers, case.closures, case.reopenings, case.verdicts, case.handovers)
    return settled + sum(row.count() for row in rows)


def conversation(case: Case) -> QuerySet[Feedback]:
    """Return everything that the customer said in this matter."""
    return Feedback.objects.filter(Q(pk=case.feedback_id) | Q(answers_to=case.feedback_id))


def received_files(case: Case) -> QuerySet[Attachment]:
    """Return the files that the customer sent in this matter."""
    said = conversation(case).values("pk")
    return Attachment.objects.filter(Q(feedback__in=said) | Q(mail__feedback__in=said), inline=False)


def _said(case: Case, unmasked: bool, newest: int | None) -> Iterable[Happening]:
    files: dict[int, list[File]] = {}
    for one in received_files(case).select_related("mail").order_by("pk"):
        of = one.feedback_id or (one.mail.feedback_id if one.mail else None)
        files.setdefault(of or 0, []).append(File("received", one.pk, one.name, one.size))
    for feedback in conversation(case).select_related("reading").order_by("-said_at", "-pk")[:newest]:
        words = words_of(feedback, unmasked=unmasked)
        sent_along = tuple(files.get(feedback.pk, ()))
        yield Happening(feedback.said_at, "said", words, channel=feedback.get_channel_display(), files=sent_along)


def _answered(case: Case, newest: int | None) -> Iterable[Happening]:
    files: dict[int, list[File]] = {}
    for one in Enclosure.objects.filter(answer__case=case).order_by("pk"):
        files.setdefault(one.answer_id, []).append(File("sent", one.pk, one.name, one.size))
    for answer in case.answers.select_related("by").order_by("-at", "-pk")[:newest]:
        who, sent_along = answer.by.name if answer.by else "", tuple(files.get(answer.pk, ()))
        kind, channel = "decided" if answer.decides else "answered", answer.get_channel_display()
        yield Happening(answer.at, kind, answer.text, who, channel, sent_along)


def _closed(case: Case) -> Iterable[Happening]:
    for closure in case.closures.select_related("by"):
        yield Happening(closure.at, "closed", closure.unreachable_because, closure.by.name if closure.by else "")


def _reopened(case: Case) -> Iterable[Happening]:
    for reopening in case.reopenings.select_related("by"):
        yield Happening(reopening.at, "reopened", reopening.because, reopening.by.name if reopening.by else "")


def _judged(case: Case, unmasked: bool) -> Iterable[Happening]:
    for verdict in case.verdicts.all():
        yield Happening(verdict.at, "judged", verdict.why if unmasked else "", str(verdict.get_solved_display()))


def _moved(case: Case) -> Iterable[Happening]:
    for handover in case.handovers.select_related("giver", "receiver"):
        way = f"{handover.giver.name} → {handover.receiver.name}"
        yield Happening(handover.at, "offered", handover.reason, way)
        if handover.settled_at is not None:
            yield Happening(handover.settled_at, handover.outcome, handover.settled_because, handover.receiver.name)
