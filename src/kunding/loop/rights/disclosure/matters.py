"""The person's cases: what was promised, told and noted."""

from collections.abc import Iterator

from django.utils.translation import gettext

from kunding.loop.rights.disclosure.masking import Masks
from kunding.loop.rights.disclosure.part import KeptFile, Row, row
from kunding.loop.rights.disclosure.words import plain_name
from kunding.respond.belongings import Matters
from kunding.respond.models import (
    Answer,
    Case,
    Closure,
    Decision,
    Draft,
    Enclosure,
    Goodwill,
    Handover,
    Note,
    Outgoing,
    Reminder,
    Reopening,
    Task,
    Verdict,
)
from kunding.respond.models.outgoing import TO_COLLEAGUES
from kunding.respond.models.wish import Wish


def case_rows(matters: Matters) -> Iterator[Row]:
    """Yield each case with what the person was told in it; who of ours did what is not told, the team is."""
    labels = {
        "number": gettext("Number"),
        "kind": gettext("Kind"),
        "state": gettext("State"),
        "unit": gettext("Team"),
        "opened_at": gettext("Opened"),
        "due_at": gettext("Promised by"),
        "decisions": gettext("Decisions"),
        "answers": gettext("Our answers"),
        "files": gettext("Files"),
        "goodwill": gettext("Goodwill"),
        "verdicts": gettext("What you said to it"),
        "wishes": gettext("Whether you want to hear when the cause is gone"),
        "closed_at": gettext("Closed"),
    }
    for case in Case.objects.filter(pk__in=matters.cases).select_related("unit").order_by("opened_at", "pk"):
        of = {"case": case}
        closed = Closure.objects.filter(**of).order_by("at").last()
        enclosed = Enclosure.objects.filter(answer__case=case).order_by("pk")
        values = {
            "number": case.number,
            "kind": str(case.get_kind_display()),
            "state": _state(case),
            "unit": case.unit.name,
            "opened_at": case.opened_at,
            "due_at": case.due_at,
            "decisions": [f"{one.at:%Y-%m-%d}: {one.get_outcome_display()}" for one in Decision.objects.filter(**of)],
            "answers": [f"{one.at:%Y-%m-%d %H:%M}: {one.text}" for one in Answer.objects.filter(**of)],
            "files": [one.name for one in enclosed],
            "goodwill": [
                f"{one.at:%Y-%m-%d}: {one.amount} €, {one.what} ({one.get_state_display()})"
                for one in Goodwill.objects.filter(**of)
            ],
            "verdicts": [
                f"{one.at:%Y-%m-%d}: {one.get_solved_display()} {one.why}".strip()
                for one in Verdict.objects.filter(**of).order_by("at")
            ],
            "wishes": [
                f"{one.at:%Y-%m-%d}: {yes_or_no(one.wants)}" for one in Wish.objects.filter(**of).order_by("at")
            ],
            "closed_at": closed.at if closed else None,
        }
        yield row(labels, values)


def _state(case: Case) -> str:
    if case.merged_into is None:
        return str(case.get_state_display())
    return gettext("goes on in %(number)s") % {"number": case.merged_into.number}


def yes_or_no(answer: bool) -> str:
    """Return a word for yes or no."""
    return gettext("Yes") if answer else gettext("No")


def internal_rows(matters: Matters, masks: Masks) -> Iterator[Row]:
    """Yield what was written about the person's cases among us, with everybody else covered."""
    labels = {"case": gettext("Number"), "at": gettext("When"), "kind": gettext("Kind"), "text": gettext("Words")}
    found = sorted(_internal(matters), key=lambda one: (one[0], one[1]))
    covered = masks.covered([text for *_, text in found])
    for (number, at, kind, _), text in zip(found, covered, strict=True):
        yield row(labels, {"case": number, "at": at, "kind": kind, "text": text})


def letter_rows(matters: Matters) -> Iterator[Row]:
    """Yield each mail that was written to the person; letters to colleagues are told among the notes."""
    labels = {
        "written_at": gettext("When"),
        "to": gettext("To"),
        "purpose": gettext("About what"),
        "subject": gettext("Subject"),
        "text": gettext("Words"),
        "sent_at": gettext("Sent"),
    }
    letters = Outgoing.objects.filter(pk__in=matters.letters).exclude(purpose__in=TO_COLLEAGUES)
    for one in letters.order_by("written_at", "pk"):
        values = {name: getattr(one, name) for name in labels} | {"purpose": str(one.get_purpose_display())}
        yield row(labels, values)


def sent_files(matters: Matters) -> Iterator[KeptFile]:
    """Yield the files that went along with answers."""
    for one in Enclosure.objects.filter(answer__case__in=matters.cases).order_by("pk"):
        yield KeptFile(f"answers/{one.pk}-{plain_name(one.name)}", one.digest)


def _internal(matters: Matters) -> Iterator[tuple[str, object, str, str]]:
    of = {"case__in": matters.cases}
    for case in Case.objects.filter(pk__in=matters.cases).exclude(next_step=""):
        yield case.number, case.touched_at, gettext("Next step"), case.next_step
    texts = (
        (Note, "at", "text", gettext("Note among colleagues")),
        (Draft, "at", "text", gettext("Draft of an answer")),
        (Decision, "at", "reason", gettext("Reason of a decision")),
        (Closure, "at", "unreachable_because", gettext("Why you could not be reached")),
        (Reopening, "at", "because", gettext("Why it was opened again")),
        (Handover, "at", "reason", gettext("Handed to another team")),
        (Handover, "at", "settled_because", gettext("What the other team said")),
        (Task, "asked_at", "what", gettext("Asked of another team")),
        (Task, "asked_at", "result", gettext("What the other team found")),
        (Goodwill, "at", "decided_because", gettext("Reason of goodwill")),
        (Reminder, "set_at", "why", gettext("What somebody wanted to look at again for")),
    )
    for model, at, field, kind in texts:
        rows = model._default_manager.filter(**of).exclude(**{field: ""})
        for number, moment, text in rows.values_list("case__number", at, field):
            yield number, moment, kind, text
