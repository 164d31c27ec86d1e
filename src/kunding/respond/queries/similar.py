"""Earlier cases of the same matter, and how they ended."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kunding.listen.models import Feedback
from kunding.people.models import Person
from kunding.respond.models import Case, State
from kunding.respond.queries.listed import joined, title_of, words_of
from kunding.respond.queries.sight import visible_cases
from kunding.understand.models import Membership
from kunding.understand.queries import search

SHOWN = 5
LOOKED_AT = 2000  # of the theme's newest feedback
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


def similar_cases(case: Case, *, viewer: Person, at: datetime) -> list[Similar]:
    """Return closed cases that the viewer may see: of the same theme and touchpoint first, then by the words."""
    by_theme = _closed(case, viewer, at, _of_the_theme(case))
    if case.touchpoint_id:
        by_theme = [one for one in by_theme if one.touchpoint_id == case.touchpoint_id]
    found = {one.pk: (one, True) for one in by_theme[:SHOWN]}
    if len(found) < SHOWN:
        for one in _closed(case, viewer, at, _by_words(case)):
            found.setdefault(one.pk, (one, False))
    return [_similar(one, same) for one, same in list(found.values())[:SHOWN]]


def telling_words(text: str) -> list[str]:
    """Return the two longest words of a text: they say best what it is about.

    >>> telling_words("Warum ist die Jahresabrechnung höher als der Abschlag?")
    ['Jahresabrechnung', 'Abschlag']
    """
    found = dict.fromkeys(_WORD.findall(text))
    return sorted(found, key=lambda word: (-len(word), word))[:2]


def _closed(case: Case, viewer: Person, at: datetime, feedback: Iterable[int]) -> list[Case]:
    mine = visible_cases(viewer, at=at).filter(state=State.CLOSED, feedback__in=list(feedback)).exclude(pk=case.pk)
    keys = list(mine.order_by("-pk").values_list("pk", flat=True)[: 4 * SHOWN])
    rows = joined(Case.objects.filter(pk__in=keys)).prefetch_related("decisions", "verdicts").order_by("-pk")
    return list(rows)


def _of_the_theme(case: Case) -> list[int]:
    theme = Membership.objects.filter(feedback=case.feedback_id).values_list("theme", flat=True).first()
    if theme is None:
        return []
    newest = Membership.objects.filter(theme=theme).order_by("-feedback")
    return list(newest.values_list("feedback", flat=True)[:LOOKED_AT])


def _by_words(case: Case) -> list[int]:
    words = telling_words(words_of(case.feedback, unmasked=False))
    if not words:
        return []
    # Not sorted: a word that everybody uses would be sorted through whole.
    return list(search(Feedback.objects.all(), " ".join(words)).order_by().values_list("pk", flat=True)[:HITS])


def _similar(case: Case, same_theme: bool) -> Similar:
    decisions = sorted(case.decisions.all(), key=lambda one: (one.at, one.pk))
    verdicts = sorted(case.verdicts.all(), key=lambda one: (one.at, one.pk))
    return Similar(
        number=case.number,
        title=title_of(case),
        text=words_of(case.feedback, unmasked=False),
        outcome=str(decisions[-1].get_outcome_display()) if decisions else "",
        solved=str(verdicts[-1].get_solved_display()) if verdicts else "",
        same_theme=same_theme,
    )
