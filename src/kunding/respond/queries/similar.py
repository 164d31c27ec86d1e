"""Earlier cases of the same matter, and how they ended."""

import re
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from kunding.respond.models import Case, Decision, Outcome, State, Verdict
from kunding.respond.queries.listed import title_of, words_of
from kunding.respond.queries.sight import Sight
from kunding.understand.models import Membership
from kunding.understand.queries.search import hits

SHOWN = 5
LOOKED_AT = 1000  # of the theme's newest feedback
HITS = 200  # of the full-text search
_WORD = re.compile(r"[^\W\d_]{7,}")  # shorter words seldom say what the matter is


@dataclass(frozen=True)
class Similar:
    """One earlier case and how it ended."""

    number: str
    title: str
    text: str
    outcome: str  # what was decided
    solved: str  # the customer's verdict
    same_theme: bool


def similar_cases(case: Case, *, sight: Sight) -> list[Similar]:
    """Return closed cases that the viewer may see: of the same theme and touchpoint first, then by the words."""
    closed = Case.objects.filter(state=State.CLOSED, merged_into=None).exclude(pk=case.pk)
    of_theme = _newest_first(_of_the_theme(closed, case))
    alike = dict.fromkeys((*of_theme, *_newest_first(closed.filter(feedback__in=_by_words(case)))))
    # Few cases are alike: these are found first, and only then it is asked who may see them.
    seen = set(sight.cases.filter(pk__in=list(alike)).values_list("pk", flat=True)) if alike else set()
    keys = [key for key in alike if key in seen][:SHOWN]
    rows = _joined(Case.objects.all()).in_bulk(keys)
    return [_similar(rows[key], key in of_theme) for key in keys]


def telling_words(text: str) -> list[str]:
    """Return the two longest words of a text: they say best what it is about.

    >>> telling_words("Warum ist die Jahresabrechnung höher als der Abschlag?")
    ['Jahresabrechnung', 'Abschlag']
    """
    found = dict.fromkeys(_WORD.findall(text))
    return sorted(found, key=lambda word: (-len(word), word))[:2]


def _newest_first(cases: QuerySet[Case]) -> list[int]:
    return list(cases.order_by("-pk").values_list("pk", flat=True))


def _joined(cases: QuerySet[Case]) -> QuerySet[Case]:
    joins = ("touchpoint", "feedback__reading", "feedback__membership__theme")
    decisions = Decision.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
    verdicts = Verdict.objects.filter(case=OuterRef("pk")).order_by("-at", "-pk")
    return cases.select_related(*joins).annotate(
        decided=Subquery(decisions.values("outcome")[:1]), judged=Subquery(verdicts.values("solved")[:1])
    )


def _of_the_theme(closed: QuerySet[Case], case: Case) -> QuerySet[Case]:
    membership = getattr(case.feedback, "membership", None)
    if membership is None or membership.theme_id is None:
        return closed.none()
    newest = Membership.objects.filter(theme=membership.theme_id).order_by("-feedback")
    same = closed.filter(feedback__in=newest.values_list("feedback", flat=True)[:LOOKED_AT])
    return same.filter(touchpoint=case.touchpoint_id) if case.touchpoint_id else same


def _by_words(case: Case) -> list[int]:
    words = telling_words(words_of(case.feedback, unmasked=False))
    # Not sorted: a word that everybody uses would be sorted through whole.
    return hits(" ".join(words), most=HITS) or []


def _similar(case: Case, same_theme: bool) -> Similar:
    decided, judged = getattr(case, "decided", None), getattr(case, "judged", None)
    return Similar(
        number=case.number,
        title=title_of(case),
        text=words_of(case.feedback, unmasked=False),
        outcome=str(Outcome(decided).label) if decided else "",
        solved=str(Verdict.Solved(judged).label) if judged else "",
        same_theme=same_theme,
    )
