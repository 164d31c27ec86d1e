"""When two cases may be one, and what the one promises: nothing later than either of them did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from django.utils.translation import gettext

from kunding.respond.rules.deciding import stronger_kind

PROMISES = ("acknowledge_by", "answer_by", "close_by", "due_at")
FIELDS = ("kind", "customer", "opened_at", *PROMISES)
BEFORE_THE_ANSWER = frozenset({"acknowledge_by", "answer_by"})
# Which cases count no longer in a field, because somebody has set it since they came in: an answer sets the due date.
Spent = Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case promises to whom, and how far the ladder was told of it."""

    kind: str
    customer: int | None
    opened_at: datetime
    acknowledge_by: datetime
    answer_by: datetime
    close_by: datetime
    due_at: datetime
    rung: int = 0
    escalate_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A case that was merged into another one; it stands still from then on."""

    key: int
    terms: Terms
    waits: bool  # the customer had not been told our decision
    answered: bool  # but somebody had answered


@dataclass(frozen=True, slots=True)
class Side:
    """One of two cases that may be one."""

    number: str
    state: str
    person: int | None = None  # the customer, whichever record the case came under
    holds: bool = False  # others were merged into it
    on_offer: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Who holds a case's link, as far as that is shown. On the form anybody can type anybody's number and address."""

    typed: bool
    person: int | None = None  # the customer, whichever record the words came under
    addresses: frozenset[str] = frozenset()  # from which mails came


def why_not_merged(kept: Side, merged: Side) -> str:
    """Return why the second case cannot go on in the first, as a sentence in the active language; empty where it can.

    >>> why_not_merged(Side("K-1", "told"), Side("K-2", "in_work"))
    'K-1 has our answer, and in K-2 the customer still waits: merge K-1 into K-2 instead, or open K-1 again first.'
    >>> why_not_merged(Side("K-1", "in_work"), Side("K-2", "told"))
    ''
    """
    names = {"kept": kept.number, "merged": merged.number}
    if kept.number == merged.number:
        return gettext("A case cannot be merged with itself.")
    for side in (kept, merged):
        if side.state == "closed":
            return gettext("%(number)s is closed: open it again first, where the matter goes on.") % {
                "number": side.number
            }
    if kept.person is not None and merged.person is not None and kept.person != merged.person:
        return (
            gettext(
                "%(kept)s and %(merged)s are of different customers. If they are one person, merge the customers first."
            )
            % names
        )
    if merged.holds:
        return (
            gettext(
                "Other cases were merged into %(merged)s: merge %(kept)s into it instead, or take those back first."
            )
            % names
        )
    if merged.on_offer:
        return gettext("%(merged)s is on offer to another unit: take the offer back first.") % names
    if kept.state == "told" and merged.state != "told":
        return (
            gettext(
                "%(kept)s has our answer, and in %(merged)s the customer still waits:"
                " merge %(kept)s into %(merged)s instead, or open %(kept)s again first."
            )
            % names
        )
    return ""


def together(own: Terms, parts: Sequence[Part], spent: Spent) -> Terms:
    """Return what counts in a case into which these were merged: each promise is the earliest of those that still wait.

    >>> from datetime import UTC, timedelta
    >>> noon, hour = datetime(2026, 11, 2, 12, tzinfo=UTC), timedelta(hours=1)
    >>> own = Terms("request", None, noon, *[noon + 9 * hour] * 4)
    >>> sooner = Part(7, Terms("complaint", 3, noon + hour, *[noon + 2 * hour] * 4), waits=True, answered=False)
    >>> made = together(own, [sooner], {})
    >>> made.kind, made.customer, made.opened_at == noon, (made.due_at - noon) / hour
    ('complaint', 3, True, 2.0)
    >>> (together(own, [sooner], {"due_at": [7]}).due_at - noon) / hour
    9.0
    """
    of = {name: [own, *(part.terms for part in parts if _counts(part, name, spent))] for name in FIELDS}
    first = min(of["due_at"], key=lambda terms: terms.due_at)  # of equal ones the own
    moments = {name: min(getattr(terms, name) for terms in of[name]) for name in ("opened_at", *PROMISES)}
    return Terms(
        kind=reduce(stronger_kind, [terms.kind for terms in of["kind"]]),
        customer=next((terms.customer for terms in of["customer"] if terms.customer is not None), None),
        rung=first.rung,
        escalate_at=first.escalate_at,
        **moments,
    )


def own_terms(current: Terms, own: Terms, parts: Sequence[Part], spent: Spent) -> tuple[Terms, dict[str, list[int]]]:
    """Return what a case would promise without its parts, and in which fields they count no longer.

    What stands as the merges made it goes back to what was the case's own; what somebody has set since stays.
    """
    made, keys = together(own, parts, spent), [part.key for part in parts]
    changed = {name for name in FIELDS if getattr(current, name) != getattr(made, name)}
    values = {name: getattr(current if name in changed else own, name) for name in FIELDS}
    told = own if "due_at" not in changed and own.due_at != current.due_at else current
    now_spent = {
        name: sorted({*spent.get(name, ()), *(keys if name in changed else ())}) for name in {*spent, *changed}
    }
    return replace(own, **values, rung=told.rung, escalate_at=told.escalate_at), now_spent


def which_goes_on(one: Side, other: Side, *, older: Side) -> Side:
    """Return the one of two that goes on where nobody said which: the older, unless only the other way round is right.

    >>> new, old = Side("K-2", "received"), Side("K-1", "told")
    >>> which_goes_on(new, old, older=old).number
    'K-2'
    """
    younger = other if older is one else one
    turned_round = why_not_merged(older, younger) and not why_not_merged(younger, older)
    return younger if turned_round else older


def is_same_writer(one: Writer, other: Writer) -> bool:
    """Return whether it is shown that two cases were written by the same person: only then one's link may show what was
    said in the other before they were merged.

    >>> mail = Writer(False, person=7, addresses=frozenset({"erika@example.org"}))
    >>> is_same_writer(mail, Writer(False, person=7)), is_same_writer(mail, Writer(True, person=7))
    (True, False)
    """
    if one.typed or other.typed:
        return False
    return (one.person is not None and one.person == other.person) or bool(one.addresses & other.addresses)


def _counts(part: Part, name: str, spent: Spent) -> bool:
    if part.key in spent.get(name, ()):
        return False
    if name in PROMISES and not part.waits:
        return False
    return not (name in BEFORE_THE_ANSWER and part.answered)
