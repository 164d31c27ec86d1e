"""One face (P18): one time line of a customer over all units, channels and records."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from kunding.customers.queries import everyone_of
from kunding.customers.queries.card import Card, customer_card
from kunding.listen.models import Feedback
from kunding.people.models import Person
from kunding.respond.models import Answer, Case, Verdict
from kunding.respond.queries.cases import silted_before
from kunding.respond.queries.listed import Listed, joined, listed, words_of
from kunding.respond.queries.sight import in_place_of, visible_cases

SHOWN = 40  # happenings; the others stand behind a link


@dataclass(frozen=True)
class Moment:
    """Something that the customer said, or that we told them; `case` is a number that the viewer may open, or ""."""

    at: datetime
    kind: str  # said, answered, decided, judged
    words: str
    channel: str = ""
    unit: str = ""
    case: str = ""

    @property
    def by_customer(self) -> bool:
        """Return whether it is the customer who speaks."""
        return self.kind in {"said", "judged"}


@dataclass(frozen=True)
class OneFace:
    """A customer's page: the card, the open cases of all units, and the time line, newest first."""

    card: Card
    open_cases: list[Listed]
    elsewhere: int  # open cases of units that the viewer does not see
    moments: list[Moment]
    more: int  # older happenings that are not shown


def one_face(customer: int, *, viewer: Person, at: datetime, all_of_it: bool = False) -> OneFace:
    """Return the page of the person to whom this record belongs; raises Customer.DoesNotExist."""
    card = customer_card(customer, at=at)
    records = everyone_of(customer)
    own = [viewer.pk, *in_place_of(viewer, at=at)]
    cases = Case.objects.filter(customer__in=records)
    seen = set(visible_cases(viewer, at=at).filter(customer__in=records).values_list("pk", flat=True))
    waiting = joined(cases.exclude(state="closed").filter(pk__in=seen)).order_by("due_at", "pk")
    silted = silted_before(at=at)
    moments = sorted(_moments(records, seen, own), key=lambda one: one.at, reverse=True)
    shown = moments if all_of_it else moments[:SHOWN]
    return OneFace(
        card=card,
        open_cases=[listed(case, own=own, at=at, silted=silted) for case in waiting],
        elsewhere=cases.exclude(state="closed").exclude(pk__in=seen).count(),
        moments=shown,
        more=len(moments) - len(shown),
    )


def _moments(records: Collection[int], seen: Collection[int], own: Collection[int]) -> Iterator[Moment]:
    yield from _said(records, seen, own)
    answers = Answer.objects.filter(case__customer__in=records).select_related("case__unit")
    for answer in answers:
        kind = "decided" if answer.decides else "answered"
        # What another unit told the customer is part of the one face: its words are ours.
        yield Moment(
            answer.at, kind, answer.text, answer.get_channel_display(), answer.case.unit.name, _open(answer.case, seen)
        )
    for verdict in Verdict.objects.filter(case__customer__in=records).select_related("case__unit"):
        words = verdict.why if verdict.case.owner_id in own else ""
        said = f"{verdict.get_solved_display()} · {words}" if words else str(verdict.get_solved_display())
        yield Moment(verdict.at, "judged", said, "", verdict.case.unit.name, _open(verdict.case, seen))


def _said(records: Collection[int], seen: Collection[int], own: Collection[int]) -> Iterator[Moment]:
    said = Feedback.objects.filter(customer__in=records).select_related("reading", "answers_to")
    case_of = {
        case.feedback_id: case for case in Case.objects.filter(feedback__customer__in=records).select_related("unit")
    }
    for feedback in said:
        case = case_of.get(feedback.answers_to_id or feedback.pk)
        words = words_of(feedback, unmasked=case is not None and case.owner_id in own)
        unit = case.unit.name if case else ""
        yield Moment(
            feedback.said_at, "said", words, feedback.get_channel_display(), unit, _open(case, seen) if case else ""
        )


def _open(case: Case, seen: Collection[int]) -> str:
    return case.number if case.pk in seen else ""
