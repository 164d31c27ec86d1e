"""What stands beside a conversation: notes, who is here, the draft and its tone, room to act, similar cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from kunding.people.models import Person, Unit
from kunding.respond.models import Answer, Case, Draft, Goodwill, Note, Presence, ReplyTemplate
from kunding.respond.queries.goodwill import may_decide, room_of
from kunding.respond.queries.labels import Leaf, label_tree
from kunding.respond.queries.listed import words_of
from kunding.respond.queries.newest import Newest, newest_in
from kunding.respond.queries.similar import Similar, similar_cases
from kunding.respond.rules.goodwill import Room
from kunding.trail.models import Entry
from kunding.trail.queries import entries_about
from kunding.understand.reader.tone import Tone, check

HERE_FOR = timedelta(seconds=45)  # three looks: one may be lost
OLDEST_LINES = 1000


@dataclass(frozen=True)
class Waiting:
    """Goodwill of a case, and whether the viewer may grant or refuse it."""

    goodwill: Goodwill
    may_decide: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside the conversation."""

    notes: Sequence[Note]
    here: Sequence[Presence]
    draft: str
    tone: Tone | None
    newest: Newest
    templates: Sequence[ReplyTemplate]
    labels: Sequence[Leaf]
    has_labels: frozenset[int]
    goodwill: Sequence[Waiting]
    room: Room
    similar: Sequence[Similar]


@dataclass(frozen=True)
class Trail:
    """The entries about a case, with the names of people ("person:7") and units in them."""

    entries: Sequence[Entry]
    people: Mapping[str, str]
    units: Mapping[int, str]


def beside(case: Case, *, viewer: Person, at: datetime) -> Beside:
    """Return what stands beside the case's conversation."""
    draft = draft_of(case, viewer)
    return Beside(
        notes=list(case.notes.select_related("by").prefetch_related("mentions__person")),
        here=others_here(case, viewer=viewer, at=at),
        draft=draft,
        tone=tone_of(case, draft),
        newest=newest_in(case),
        templates=list(ReplyTemplate.objects.filter(Q(kind="") | Q(kind=case.kind))),
        labels=label_tree(),
        has_labels=frozenset(case.labels.values_list("label", flat=True)),
        goodwill=[_waiting(one, viewer, at) for one in case.goodwill.select_related("case", "unit").order_by("at")],
        room=room_of(viewer, case, at=at),
        similar=similar_cases(case, viewer=viewer, at=at),
    )


def others_here(case: Case, *, viewer: Person, at: datetime) -> list[Presence]:
    """Return the colleagues who have the case open right now, those who write first."""
    here = Presence.objects.filter(case=case, at__gt=at - HERE_FOR).exclude(person=viewer)
    return list(here.select_related("person").order_by("-writes", "person__name"))


def draft_of(case: Case, person: Person) -> str:
    """Return what the person began to write, "" where nothing."""
    return Draft.objects.filter(case=case, by=person).values_list("text", flat=True).first() or ""


def tone_of(case: Case, draft: str) -> Tone | None:
    """Return the tone of a draft that replies to what the customer said, None where there is nothing to judge."""
    if not draft.strip():
        return None
    return check(draft, kind="reply", asked=words_of(case.feedback, unmasked=True))


def answers_since(case: Case, known: Newest) -> list[Answer]:
    """Return the answers that somebody who knew `known` has not seen."""
    return list(case.answers.filter(pk__gt=known.answer).select_related("by"))


def trail_of(case: Case) -> Trail:
    """Return what happened to the case by whom, oldest first, with the names that the entries speak of."""
    return Trail(
        entries=list(entries_about(f"case:{case.pk}")[:OLDEST_LINES]),
        people={f"person:{key}": name for key, name in Person.objects.values_list("pk", "name")},
        units=dict(Unit.objects.values_list("pk", "name")),
    )


def _waiting(goodwill: Goodwill, viewer: Person, at: datetime) -> Waiting:
    return Waiting(goodwill, may_decide(viewer, goodwill, at=at))
