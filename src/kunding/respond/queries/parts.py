"""Cases that were merged into another one: what one matter consists of, and where a merged case goes on.

A case into which none was merged knows so itself (`Case.alone`), and costs no question.
"""

from collections.abc import Sequence

from django.db.models import F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce

from kunding.customers.queries.one_person import survivor_of
from kunding.respond.models import Answer, Case, CaseMerge, HandoverOutcome, State
from kunding.respond.rules.merging import Part, Side, Terms

# In a question about rows that point at a case: the case in which it goes on, and the first words of that one.
GOES_ON_IN = Coalesce("case__merged_into", "case")
BEGAN_WITH = Coalesce("case__merged_into__feedback", "case__feedback")


def parts_of(case: Case) -> list[Case]:
    """Return the cases that were merged into this one, the oldest number first."""
    if case.alone is None:
        return []
    prefetch_related_objects([case], "parts")  # asked once for each object
    return sorted(case.parts.all(), key=lambda part: part.pk)


def whole_of(case: Case) -> list[int]:
    """Return the keys of the case and of all that were merged into it."""
    return [case.pk, *(part.pk for part in parts_of(case))]


def roots_of(case: Case) -> list[int]:
    """Return the keys of the first words of the case and of all that were merged into it."""
    return [case.feedback_id, *(part.feedback_id for part in parts_of(case))]


def answers_in_all() -> QuerySet[Answer]:
    """Return the answers in a case, which the question around this one names, and in those that were merged into it."""
    # Two indexes of one table; a join would let the database go through all answers for each case.
    whole = Case.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk"))))
    return Answer.objects.filter(case__in=whole.values("pk")).order_by()


def standing(case: Case) -> Case:
    """Return the case in which this one goes on; itself where it was not merged."""
    return case.merged_into or case


def standing_keys(cases: Sequence[int]) -> dict[int, int]:
    """Return each of these cases → the one in which it goes on."""
    merged = Case.objects.filter(pk__in=cases, merged_into__isnull=False)
    return {key: key for key in cases} | {key: into for key, into in merged.values_list("pk", F("merged_into")) if into}


def merges_into(case: Case) -> list[CaseMerge]:
    """Return the merges into this case that nobody took back, the first one first; no question where there is none."""
    if case.alone is None:
        return []
    return list(case.taken_in.filter(undone_at=None).select_related("merged__unit", "by"))


def side_of(case: Case) -> Side:
    """Return what decides whether a case can be merged with another one."""
    return Side(
        number=case.number,
        state=case.state,
        person=survivor_of(case.customer_id) if case.customer_id else None,
        holds=case.alone is not None,
        on_offer=case.handovers.filter(outcome=HandoverOutcome.OFFERED).exists(),
    )


def terms_of(case: Case) -> Terms:
    """Return what a case promises as it stands."""
    return Terms(
        kind=case.kind,
        customer=case.customer_id,
        opened_at=case.opened_at,
        acknowledge_by=case.acknowledge_by,
        answer_by=case.answer_by,
        close_by=case.close_by,
        due_at=case.due_at,
        rung=case.rung,
        escalate_at=case.escalate_at,
    )


def parts_in(case: Case) -> list[Part]:
    """Return the parts of a case with what each promises."""
    return [part_of(merge) for merge in case.taken_in.filter(undone_at=None).select_related("merged")]


def part_of(merge: CaseMerge) -> Part:
    """Return a merged case with what it promises, as it stood when it was merged."""
    part = merge.merged
    part.escalate_at = merge.escalate_at
    return Part(
        key=part.pk,
        terms=terms_of(part),
        waits=merge.state != State.TOLD,
        answered=Answer.objects.filter(case=part, round=part.round).exists(),
    )
