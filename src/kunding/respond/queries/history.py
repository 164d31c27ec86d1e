"""The conversation as the customer lived it: what was said, answered, closed, judged, and where it lay."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar, cast

from django.db.models import Count, Max, Model, Q, QuerySet, Window
from django.utils.translation import gettext

from kunding.listen.models import Attachment, Feedback
from kunding.respond.models import Answer, Case, Enclosure
from kunding.respond.queries.listed import words_of
from kunding.respond.queries.parts import merges_into, parts_of, roots_of, whole_of

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class File:
    """A file that a customer or we sent along; `kind` is "sent" (by us) or "received"."""

    kind: str
    key: int
    name: str
    size: int  # bytes


@dataclass(frozen=True)
class Happening:
    """Something that happened in the conversation; `kind` is said, answered, decided, closed, reopened, judged, merged,
    offered or what became of the offer.
    """

    at: datetime
    kind: str
    words: str = ""
    who: str = ""
    channel: str = ""
    files: tuple[File, ...] = ()
    of: str = ""  # the number of the case in which it happened, where that one was merged into this one

    @property
    def by_customer(self) -> bool:
        """Return whether it is the customer who speaks."""
        return self.kind in {"said", "judged"}


@dataclass(frozen=True)
class Talk:
    """A conversation, or its newest part, and what is known of all of it."""

    happenings: list[Happening]
    count: int  # of all happenings
    answer: int  # key of our newest answer, 0 where there is none
    said: int  # key of the customer's newest words
    told: bool  # an answer of this round told the decision


def happenings(case: Case, *, unmasked: bool, newest: int | None = None) -> list[Happening]:
    """Return what happened in the case's conversation, oldest first; unmasked: the viewer may read names.

    newest: only so many of the newest, without reading the others.
    """
    return talk(case, unmasked=unmasked, newest=newest).happenings


def talk(case: Case, *, unmasked: bool, newest: int | None = None) -> Talk:
    """Return the conversation with what the page of a case must know of it, one question for each kind of row; of cases
    that were merged into it, too.
    """
    said = list(_counted(conversation(case).select_related("reading")).order_by("-said_at", "-pk")[:newest])
    told = Window(Count("pk", filter=Q(decides=True, round=case.round, case=case.pk)))
    ours = Answer.objects.filter(case__in=whole_of(case)).select_related("by")
    answers = list(_counted(ours).annotate(telling=told).order_by("-at", "-pk")[:newest])
    rest = [one for part in (_closed, _reopened, _judged, _moved) for one in _of_all(case, part, unmasked)]
    rest += _merged(case)
    found = [*_said(case, said, unmasked), *_answered(case, answers), *rest]
    found.sort(key=lambda one: one.at)
    return Talk(
        happenings=found if newest is None else found[-newest:],
        count=_first(said, "total") + _first(answers, "total") + len(rest),
        answer=_first(answers, "highest"),
        said=_first(said, "highest"),
        told=_first(answers, "telling") > 0,
    )


def conversation(case: Case) -> QuerySet[Feedback]:
    """Return everything that the customer said in this matter."""
    if case.alone is None:
        return Feedback.objects.filter(Q(pk=case.feedback_id) | Q(answers_to=case.feedback_id))
    roots = roots_of(case)
    return Feedback.objects.filter(Q(pk__in=roots) | Q(answers_to__in=roots))


def received_files(case: Case) -> QuerySet[Attachment]:
    """Return the files that the customer sent in this matter."""
    said = conversation(case).values("pk")
    return Attachment.objects.filter(Q(feedback__in=said) | Q(mail__feedback__in=said), inline=False)


def _counted(rows: QuerySet[Row]) -> QuerySet[Row]:
    """With each row how many there are in all and which is the newest, however few of them are read."""
    return cast(QuerySet[Row], rows.annotate(total=Window(Count("pk")), highest=Window(Max("pk"))))


def _first(rows: Sequence[Model], name: str) -> int:
    return int(getattr(rows[0], name)) if rows else 0


def _said(case: Case, said: Iterable[Feedback], unmasked: bool) -> Iterable[Happening]:
    files: dict[int, list[File]] = {}
    for one in received_files(case).select_related("mail").order_by("pk"):
        of = one.feedback_id or (one.mail.feedback_id if one.mail else None)
        files.setdefault(of or 0, []).append(File("received", one.pk, one.name, one.size))
    numbers = {part.feedback_id: part.number for part in parts_of(case)}
    for feedback in said:
        words = words_of(feedback, unmasked=unmasked)
        sent_along = tuple(files.get(feedback.pk, ()))
        number = numbers.get(feedback.answers_to_id or feedback.pk, "")
        yield Happening(feedback.said_at, "said", words, "", feedback.get_channel_display(), sent_along, number)


def _answered(case: Case, answers: Iterable[Answer]) -> Iterable[Happening]:
    files: dict[int, list[File]] = {}
    for one in Enclosure.objects.filter(answer__case__in=whole_of(case)).order_by("pk"):
        files.setdefault(one.answer_id, []).append(File("sent", one.pk, one.name, one.size))
    numbers = {part.pk: part.number for part in parts_of(case)}
    for answer in answers:
        who, sent_along = answer.by.name if answer.by else "", tuple(files.get(answer.pk, ()))
        kind, channel = "decided" if answer.decides else "answered", answer.get_channel_display()
        yield Happening(answer.at, kind, answer.text, who, channel, sent_along, numbers.get(answer.case_id, ""))


def _of_all(case: Case, questions: Callable[[Case, bool], Iterable[Happening]], unmasked: bool) -> Iterable[Happening]:
    """What happened in the case itself, and in those that were merged into it."""
    yield from questions(case, unmasked)
    for part in parts_of(case):
        for one in questions(part, unmasked):
            yield replace(one, of=part.number)


def _merged(case: Case) -> list[Happening]:
    nobody = gettext("Somebody who left")
    return [
        Happening(merge.at, "merged", who=merge.by.name if merge.by else nobody, of=merge.merged.number)
        for merge in merges_into(case)
    ]


def _closed(case: Case, unmasked: bool) -> Iterable[Happening]:
    for closure in case.closures.select_related("by"):
        yield Happening(closure.at, "closed", closure.unreachable_because, closure.by.name if closure.by else "")


def _reopened(case: Case, unmasked: bool) -> Iterable[Happening]:
    for reopening in case.reopenings.select_related("by"):
        yield Happening(reopening.at, "reopened", reopening.because, reopening.by.name if reopening.by else "")


def _judged(case: Case, unmasked: bool) -> Iterable[Happening]:
    for verdict in case.verdicts.all():
        yield Happening(verdict.at, "judged", verdict.why if unmasked else "", str(verdict.get_solved_display()))


def _moved(case: Case, unmasked: bool) -> Iterable[Happening]:
    for handover in case.handovers.all():  # of the case itself the caller has asked for them with their units
        way = f"{handover.giver.name} → {handover.receiver.name}"
        yield Happening(handover.at, "offered", handover.reason, way)
        if handover.settled_at is not None:
            yield Happening(handover.settled_at, handover.outcome, handover.settled_because, handover.receiver.name)
