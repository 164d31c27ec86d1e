"""What a customer may see of the own case: own words, answers, states; never notes, tone, value or other people."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from kunding.listen.models import Attachment, Channel, Feedback
from kunding.listen.pictures import MEDIA_TYPE
from kunding.respond import wording_public as wording
from kunding.respond.models import Answer, Case, Decision, HandoverOutcome, Outcome, Purpose, State, Verdict
from kunding.respond.queries.links import View, views_behind
from kunding.respond.queries.news import News, news_of
from kunding.respond.queries.parts import merges_into
from kunding.respond.signing import number_of_link

# What reached us on these ways was written down by one of ours: those words are not the customer's own.
WRITTEN_DOWN_BY_US = frozenset({Channel.PHONE, Channel.LETTER, Channel.SHOP, Channel.NOTE})
ANSWERED = (State.TOLD, State.CLOSED)
LEAD_KNOWS_FROM = 2  # the rung of the ladder on which the lead is told


@dataclass(frozen=True)
class Event:
    """Something in the customer's matter."""

    at: datetime
    title: str
    words: str = ""
    ours: bool = False
    photos: tuple[int, ...] = ()  # keys of attachments
    recourse: str = ""


@dataclass(frozen=True)
class PublicCase:
    """The customer's own page."""

    case: Case
    lines: tuple[str, str, str]
    events: list[Event]
    may_judge: bool  # there is an answer in this round that the customer has not judged
    may_reopen: bool
    news: News | None  # whether the customer hears when the cause is gone; None where nobody knows an address
    verdicts: list[Verdict] = field(default_factory=list)


def case_of_link(word: str) -> Case | None:
    """Return the case to which a link leads: the one in which it goes on, where it was merged.

    A word that nobody here made asks the database nothing.
    """
    number = number_of_link(word)
    if number is None:
        return None
    joined = Case.objects.select_related(
        "unit", "owner", "feedback__customer", "feedback__mail", "feedback__reading"
    )  # fmt: skip
    found = joined.filter(number=number).first()
    return joined.get(pk=found.merged_into_id) if found and found.merged_into_id else found


def public_case(case: Case, *, at: datetime, word: str = "") -> PublicCase:
    """Return what the customer with this link sees at `at`, in the active language; no word: with the case's own."""
    verdicts = list(case.verdicts.order_by("at"))
    judged = next((each for each in verdicts if each.round == case.round), None)
    answers = list(case.answers.select_related("by__unit"))
    return PublicCase(
        case=case,
        lines=_lines(case, answers, judged, at),
        events=sorted(_events(case, answers, verdicts, word), key=lambda event: event.at),
        may_judge=case.state in ANSWERED and judged is None and any(each.round == case.round for each in answers),
        may_reopen=case.state == State.CLOSED,
        news=news_of(case, at=at),
        verdicts=verdicts,
    )


def photos_of(case: Case, *, word: str = "") -> QuerySet[Attachment]:
    """Return the photos behind a link that came by the forms, which were made anew; what came by mail is not shown."""
    ours = Attachment.objects.filter(mail=None, media_type=MEDIA_TYPE)
    said = [one.pk for view in views_behind(case, word) for one in _words_in(view)]
    return ours.filter(feedback__in=said)


def _lines(case: Case, answers: list[Answer], judged: Verdict | None, at: datetime) -> tuple[str, str, str]:
    here = [answer for answer in answers if answer.round == case.round]
    decided = next((answer.at for answer in reversed(here) if answer.decides), None)
    if case.state == State.CLOSED:
        unreachable = case.closures.filter(round=case.round).exclude(unreachable_because="").exists()
        solved = judged.solved if judged else ""
        ended = wording.how_it_ended(answered_at=decided, solved=solved, unreachable=unreachable, now=at)
        return gettext("Your matter is closed."), ended, wording.what_comes_next(case.state)
    owner = case.owner.name if settings.KUNDING_SHOW_OWNERS else ""
    until = wording.until_when(
        answered=bool(here), due_at=case.due_at, at=at, lead_knows=case.rung >= LEAD_KNOWS_FROM
    )  # fmt: skip
    if case.state == State.TOLD and decided:
        until = wording.answered_on(decided, now=at)
    return wording.where_it_lies(unit=case.unit.name, owner=owner), until, wording.what_comes_next(case.state)


def _events(case: Case, answers: list[Answer], verdicts: list[Verdict], word: str) -> Iterator[Event]:
    for view in views_behind(case, word):
        yield from _said(view)
        if view.case.pk == case.pk:
            found = _done(case, answers, verdicts)
        else:
            found = _done(view.case, list(view.case.answers.select_related("by__unit")), list(view.case.verdicts.all()))
        if view.since is None:
            yield from found
        else:  # what we tell, and that the customer spoke, but not what was said by whoever holds another link
            since = (event for event in found if event.at >= view.since)
            yield from (event if event.ours else replace(event, words="") for event in since)
    for merge in merges_into(case):
        yield Event(merge.at, gettext("We put two matters together, because they are one"), ours=True)


def _done(case: Case, answers: list[Answer], verdicts: list[Verdict]) -> Iterator[Event]:
    yield from _answered(case, answers)
    for letter in case.outgoing.filter(purpose=Purpose.ACKNOWLEDGEMENT):
        yield Event(letter.written_at, gettext("We told you that it reached us"), ours=True)
    for letter in case.outgoing.filter(purpose=Purpose.FIXED):
        yield Event(letter.written_at, gettext("We told you that the cause is gone"), ours=True)
    for handover in case.handovers.filter(outcome=HandoverOutcome.ACCEPTED).select_related("receiver"):
        title = gettext("Our team “%(unit)s” takes care of it now") % {"unit": handover.receiver.name}
        yield Event(handover.settled_at or handover.at, title, ours=True)
    for verdict in verdicts:
        title = {
            "yes": gettext("You said: it is solved"),
            "partly": gettext("You said: it is solved in part"),
            "no": gettext("You said: it is not solved"),
        }[verdict.solved]
        yield Event(verdict.at, title, verdict.why)
    judged = {verdict.at for verdict in verdicts}
    for again in case.reopenings.all():
        if again.at not in judged:
            yield Event(again.at, gettext("Your matter was opened again"), ours=again.by_id is not None)
    for closure in case.closures.all():
        yield Event(closure.at, gettext("Closed"), ours=True)


def _words_in(view: View) -> list[Feedback]:
    """The customer's words; where only what came later is shown, those that came by this very link."""
    root = view.case.feedback_id
    said = list(Feedback.objects.filter(Q(pk=root) | Q(answers_to=root)))
    if view.since is None:
        return [one for one in said if one.extra.get("through") not in view.hidden]
    return [one for one in said if one.extra.get("through") == view.through]


def _said(view: View) -> Iterator[Event]:
    said = _words_in(view)
    photos: dict[int, list[int]] = {}
    sent = Attachment.objects.filter(mail=None, media_type=MEDIA_TYPE, feedback__in=said)
    for key, feedback in sent.order_by("position").values_list("pk", "feedback"):
        photos.setdefault(int(feedback or 0), []).append(key)
    for each in said:
        words = "" if each.channel in WRITTEN_DOWN_BY_US else "\n\n".join(filter(None, (each.subject, each.text)))
        yield Event(each.said_at, wording.channel_words(each.channel), words, photos=tuple(photos.get(each.pk, ())))


def _answered(case: Case, answers: list[Answer]) -> Iterator[Event]:
    declined = Decision.objects.filter(case=case, outcome=Outcome.DECLINED)
    recourse = dict(declined.values_list("round", "recourse"))
    for answer in answers:
        title = gettext("We answered you")
        if settings.KUNDING_SHOW_OWNERS and answer.by:
            title = gettext("%(name)s answered you") % {"name": answer.by.name}
        further = recourse.get(answer.round, "") if answer.decides else ""
        yield Event(answer.at, title, answer.text, ours=True, recourse=further)
