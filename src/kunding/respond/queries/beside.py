"""What stands beside a conversation: notes, who is here, the draft and its tone, room to act, similar cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case as Choice
from django.db.models import Exists, OuterRef, Q, QuerySet, When

from kunding.people.models import Person, Unit
from kunding.respond.models import Answer, Case, Draft, Goodwill, Involvement, Mention, Note, Presence, ReplyTemplate
from kunding.respond.queries.case_pages import CasePage
from kunding.respond.queries.goodwill import Purse
from kunding.respond.queries.labels import Leaf, label_tree
from kunding.respond.queries.listed import words_of
from kunding.respond.queries.newest import Newest
from kunding.respond.queries.parts import whole_of
from kunding.respond.queries.reminders import Kept, kept_in
from kunding.respond.queries.routes import facts_of
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
    kept: Kept
    draft: str
    before: str  # the own words, where a proposal took their place
    tone: Tone | None
    templates: Sequence[ReplyTemplate]
    labels: Sequence[Leaf]
    has_labels: frozenset[int]
    goodwill: Sequence[Waiting]
    room: Room
    similar: Sequence[Similar]

    @property
    def asks_for_viewer(self) -> bool:
        """Return whether a note asks for the viewer by name and was not seen yet."""
        return any(getattr(note, "asks", False) for note in self.notes)


@dataclass(frozen=True)
class Trail:
    """The entries about a case, with the names of people ("person:7") and units in them."""

    opened: datetime
    entries: Sequence[Entry]
    people: Mapping[str, str]
    units: Mapping[int, str]


def beside(page: CasePage, *, viewer: Person, at: datetime) -> Beside:
    """Return what stands beside the conversation of a case's page."""
    case = page.case
    kept = kept_in(case, viewer=viewer, at=at)
    purse = Purse(viewer, at=at, grants=page.sight.reach.grants, units=facts_of(page.sight.units))
    whole = whole_of(case)
    goodwill = list(Goodwill.objects.filter(case__in=whole).order_by("at", "pk"))
    for one in goodwill:
        one.case = case  # what was given in parts of a case was given in the case, and the same room counts for it
    purse.know(case, goodwill)
    return Beside(
        notes=list(_asking(Note.objects.filter(case__in=whole).select_related("by"), viewer)),
        here=others_here(case, viewer=viewer, at=at),
        kept=kept,
        draft=kept.draft,
        before=kept.before,
        tone=tone_of(case, kept.draft),
        templates=_templates_for(case),
        labels=label_tree(),
        has_labels=frozenset(label.label_id for label in case.labels.all()),
        goodwill=[Waiting(one, purse.may_decide(one)) for one in goodwill],
        room=purse.room(case),
        similar=similar_cases(case, sight=page.sight),
    )


def _templates_for(case: Case) -> list[ReplyTemplate]:
    """Return the templates for such a case: those of its kind first, and in the customer's language before all."""
    reading = getattr(case.feedback, "reading", None)
    spoken = reading.language if reading else ""
    found = ReplyTemplate.objects.filter(Q(kind="") | Q(kind=case.kind))
    return sorted(found, key=lambda one: (one.language != spoken, one.kind != case.kind, one.name))


def _asking(notes: QuerySet[Note], viewer: Person) -> QuerySet[Note]:
    """With each note whether it asks for the viewer, who has not seen it yet."""
    return notes.annotate(asks=Exists(Mention.objects.filter(note=OuterRef("pk"), person=viewer, seen_at=None)))


def others_here(case: Case, *, viewer: Person, at: datetime) -> list[Presence]:
    """Return the colleagues who have the case open right now, those who write first."""
    here = Presence.objects.filter(case=case, at__gt=at - HERE_FOR).exclude(person=viewer)
    return list(here.select_related("person").order_by("-writes", "person__name"))


def draft_of(case: Case, person: Person) -> tuple[str, str]:
    """Return what the person began to write, and the own words that a proposal took the place of; "" where nothing."""
    begun = Draft.objects.filter(case__in=whole_of(case), by=person)
    own_first = begun.order_by(Choice(When(case=case, then=0), default=1), "-at")
    return own_first.values_list("text", "before").first() or ("", "")


def tone_of(case: Case, draft: str) -> Tone | None:
    """Return the tone of a draft that replies to what the customer said, None where there is nothing to judge."""
    if not draft.strip():
        return None
    return check(draft, kind="reply", asked=words_of(case.feedback, unmasked=True))


def answers_since(case: Case, known: Newest) -> list[Answer]:
    """Return the answers that somebody who knew `known` has not seen."""
    return list(Answer.objects.filter(case__in=whole_of(case), pk__gt=known.answer).select_related("by"))


def trail_of(case: Case) -> Trail:
    """Return what happened to the case by whom, oldest first, with the names that the entries speak of.

    Acts on many cases have one entry together; both kinds are found by the trail's index of subjects.
    """
    whole = whole_of(case)
    together = Involvement.objects.filter(case__in=whole).values_list("subject", flat=True)
    about = [*(f"case:{key}" for key in whole), *together]
    return Trail(
        opened=case.registered_at,
        entries=sorted(entries_about(*about)[:OLDEST_LINES], key=lambda entry: (entry.at, entry.pk)),
        people={f"person:{key}": name for key, name in Person.objects.values_list("pk", "name")},
        units=dict(Unit.objects.values_list("pk", "name")),
    )
