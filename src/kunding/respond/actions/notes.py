"""Colleagues tell each other something about a case; customers never see it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.people.queries import people_by_word
from kunding.respond.actions.acts import tell
from kunding.respond.actions.letters import write_to_colleague
from kunding.respond.models import Case, Mention, Note, Purpose
from kunding.respond.queries.parts import whole_of
from kunding.respond.queries.sight import visible_cases
from kunding.respond.rules.mentions import mentioned


class NoteIsWrong(Exception):
    """The note cannot be kept; the text says why."""


@transaction.atomic
def add_note(*, case: Case, by: Person, text: str, at: datetime) -> Note:
    """Keep a note; whoever is asked by “@name” or “@e-mail” finds it in the inbox and is written to.

    Raises NoteIsWrong where it is empty, or names somebody who is unknown or may not see the case.
    """
    if not text.strip():
        raise NoteIsWrong(gettext("Write something: an empty note helps nobody."))
    asked = _asked(case, text, at)
    note = Note.objects.create(case=case, by=by, at=at, text=text.strip())
    Mention.objects.bulk_create([Mention(note=note, person=person) for person in asked])
    for person in asked:
        write_to_colleague(case=case, person=person.pk, purpose=Purpose.MENTION, word=str(note.pk), at=at)
    tell("add_note", {case.pk: case}, by=by, at=at, asked=[person.pk for person in asked])
    return note


def see_mentions(*, case: Case, person: Person, at: datetime) -> int:
    """Remember that the person has opened the case to which they were asked; return how many notes that were."""
    asked = Mention.objects.filter(note__case__in=whole_of(case), person=person, seen_at=None)
    return asked.update(seen_at=at)


def _asked(case: Case, text: str, at: datetime) -> list[Person]:
    known = people_by_word()
    keys, unknown = mentioned(text, {word: person.pk for word, person in known.items()})
    if unknown:
        raise NoteIsWrong(gettext("Nobody here is called “%(word)s”.") % {"word": unknown[0][:60]})
    people = {person.pk: person for person in known.values()}
    asked = [people[key] for key in keys]
    for person in asked:
        if not visible_cases(person, at=at).filter(pk=case.pk).exists():
            raise NoteIsWrong(
                gettext("%(name)s may not see this case. Ask the unit for a part of the work, or offer it the case.")
                % {"name": person.name}
            )
    return asked
