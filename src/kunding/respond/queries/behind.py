"""The cases behind a figure, by the very rules by which the lake counts them (`lake/metrics/cases.py`)."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Case as Choice
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Now

from kunding.respond.models import Answer, Case, Closure, Handover, HandoverOutcome, Kind, Verdict
from kunding.respond.queries.parts import answers_in_all
from kunding.respond.queries.wanted import Wanted
from kunding.understand.models import Reading

# What a customer of whom we have no record said again in the case itself.
IN_THE_CONVERSATION = {"feedback__answers_to": OuterRef("feedback"), "feedback__customer": None}


def behind(cases: QuerySet[Case], pick: Wanted, *, at: datetime) -> QuerySet[Case]:
    """Return those of the cases that the figure counts from which somebody came."""
    if pick.theme is not None:
        cases = cases.filter(about(pick.theme))
    if pick.touchpoint is not None:
        cases = cases.filter(touchpoint=pick.touchpoint)
    if pick.journey is not None:
        cases = cases.filter(touchpoint__step__journey=pick.journey)
    if pick.is_about_work:
        cases = _by_work(cases, pick, at)
    if pick.pair is None:
        return cases.filter(_in_days(pick, "opened_at"))
    giver, receiver = pick.pair
    offers = Handover.objects.filter(_in_days(pick, "at"), giver=giver, receiver=receiver)
    return cases.filter(pk__in=offers.values("case"))


def _by_work(cases: QuerySet[Case], pick: Wanted, at: datetime) -> QuerySet[Case]:
    cases = cases.filter(merged_into=None)  # a merged case is counted where it goes on
    if pick.answered:
        cases = cases.filter(Exists(_answers()) | (Q(alone__isnull=False) & Exists(_answers_in_parts())))
    if pick.promise:
        cases = _by_promise(cases, pick.promise, at)
    if pick.first_contact:
        cases = _by_first_contact(cases, pick.first_contact)
    if pick.solved:
        cases = _by_verdict(cases, pick.solved)
    if pick.chased:
        cases = _chased(cases)
    return cases


def about(theme: int) -> Q:
    """Say that a case is about the theme, or about one that was merged into it."""
    return Q(feedback__membership__theme=theme) | Q(feedback__membership__theme__merged_into=theme)


def asked_again(**whose: object) -> QuerySet[Reading]:
    """Return what somebody said to get an answer while a case was open; the cases must be annotated with `closed`."""
    return Reading.objects.filter(
        intent="chasing",
        **whose,
        feedback__said_at__gt=OuterRef("opened_at"),
        feedback__said_at__lte=Coalesce(OuterRef("closed"), Now()),
    )


def _in_days(pick: Wanted, field: str) -> Q:
    """Say that something happened on the days of the address; days are in UTC, as in the lake."""
    begun, ended = Q(), Q()
    if pick.since:
        begun = Q(**{f"{field}__gte": datetime.combine(date.fromisoformat(pick.since), time(0), UTC)})
    if pick.until:
        end = date.fromisoformat(pick.until) + timedelta(days=1)
        ended = Q(**{f"{field}__lt": datetime.combine(end, time(0), UTC)})
    return begun & ended


def _by_promise(cases: QuerySet[Case], word: str, at: datetime) -> QuerySet[Case]:
    """Keep the cases whose newest promise of an answer was kept, or broken by `at`."""
    answered = _answers().filter(round=OuterRef("round")).order_by("at").values("at")[:1]
    cases = cases.alias(done=Coalesce(Subquery(answered), Subquery(_closed().values("at")[:1])))
    if word == "kept":
        return cases.filter(done__lte=F("answer_by"))
    return cases.filter(Q(done__gt=F("answer_by")) | Q(done=None, answer_by__lt=at))


def _by_first_contact(cases: QuerySet[Case], word: str) -> QuerySet[Case]:
    """Keep the cases that one answer settled, or those that took more, among those whose customer was told."""
    count = _answers().order_by().values("case").annotate(count=Count("pk")).values("count")
    in_all = answers_in_all().annotate(one=Value(1)).values("one").annotate(count=Count("pk")).values("count")
    counted = Choice(
        When(alone__isnull=True, then=Subquery(count)), default=Subquery(in_all), output_field=IntegerField()
    )  # fmt: skip
    handed = Handover.objects.filter(case=OuterRef("pk"), outcome=HandoverOutcome.ACCEPTED)
    told = cases.filter(Exists(_answers().filter(decides=True)))
    one = Q(round=1) & Q(answer_count=1) & ~Exists(handed)
    told = told.alias(answer_count=counted)
    return told.filter(one if word == "yes" else ~one)


def _by_verdict(cases: QuerySet[Case], word: str) -> QuerySet[Case]:
    latest = Verdict.objects.filter(case=OuterRef("pk")).order_by("-round").values("solved")[:1]
    cases = cases.alias(said_solved=Subquery(latest))
    if word == "yes":
        return cases.filter(said_solved=Verdict.Solved.YES)
    return cases.filter(said_solved__isnull=False).exclude(said_solved=Verdict.Solved.YES)


def _chased(cases: QuerySet[Case]) -> QuerySet[Case]:
    cases = cases.alias(closed=Subquery(_closed().values("at")[:1]))
    by_them = asked_again(feedback__customer=OuterRef("customer"))
    return cases.filter(Q(kind=Kind.CHASING) | Exists(by_them) | Exists(asked_again(**IN_THE_CONVERSATION)))


def _closed() -> QuerySet[Closure]:
    return Closure.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))


def _answers() -> QuerySet[Answer]:
    return Answer.objects.filter(case=OuterRef("pk"))


def _answers_in_parts() -> QuerySet[Answer]:
    return Answer.objects.filter(case__merged_into=OuterRef("pk"))
