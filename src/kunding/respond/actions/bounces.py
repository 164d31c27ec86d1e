"""A letter of ours came back or was given up: the customer knows nothing yet, and somebody must call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from kunding.people.queries import company
from kunding.respond.actions.acts import Desk, tell
from kunding.respond.actions.verdict import reopen
from kunding.respond.models import Answer, Case, Outgoing, Purpose, State, Verdict
from kunding.respond.queries.outgoing import arrived, letters_named
from kunding.respond.queries.parts import standing_keys
from kunding.respond.queries.promises import promised
from kunding.respond.rules.steps import step_after_letter_came_back
from kunding.trail.actions import record

# Delivery reports that say something else than: it did not arrive.
HARMLESS = frozenset({"delayed", "delivered", "relayed", "expanded"})
_MATTER = (Purpose.ANSWER, Purpose.ACKNOWLEDGEMENT)  # of these we must know that the customer has them


@dataclass(frozen=True)
class Report:
    """What a delivery report says; `names`: Message-IDs in it, without < >."""

    names: Sequence[str]
    recipient: str = ""
    status: str = ""
    action: str = ""


@transaction.atomic
def note_bounces(*, reports: Iterable[Report], at: datetime) -> int:
    """Note which letters of ours did not arrive and return how many; a repeat notes nothing.

    A report must name a Message-ID of ours, which nobody can guess: no stranger can make us believe anything.
    """
    failed = [report for report in reports if report.action not in HARMLESS]
    known = letters_named([name for report in failed for name in report.names])
    letters = []
    for report in failed:
        letter = next((known[name] for name in report.names if name in known), None)
        if letter is not None and _noted(letter, report, at):
            letters.append(letter)
    if letters:
        record(act="note_bounces", actor="loop", at=at, count=len(letters))
        lost(letters=letters, at=at)
    return len(letters)


def lost(*, letters: Sequence[Outgoing], at: datetime) -> None:
    """Let the cases of lost letters go on; call it inside a transaction.

    Nothing opens or closes by it but this: a case whose customer does not have the decision is not told.
    """
    ours = {letter.case_id: letter for letter in letters if letter.case_id and letter.purpose in _MATTER}
    goes_on = standing_keys(list(ours))
    matter = {goes_on[key]: letter for key, letter in ours.items()}
    untold = {case.pk: case for case in Case.objects.filter(pk__in=matter) if not _knows(case)}
    for case in untold.values():
        if case.state == State.CLOSED:
            with override(company().language):
                reopen(case=case, because=gettext("Our mail came back."), by=None, at=at)
    desk = Desk(key for key, case in untold.items())
    with override(company().language):
        for key, case in desk.cases.items():
            _call(desk, case, matter[key].to, at)
    desk.put_back()


def _noted(letter: Outgoing, report: Report, at: datetime) -> bool:
    why = " ".join(filter(None, (report.status, report.recipient)))[:500]
    fresh = Outgoing.objects.filter(pk=letter.pk, bounced_at=None)
    return bool(fresh.update(bounced_at=at, bounced_because=why, try_at=None))


def _call(desk: Desk, case: Case, address: str, at: datetime) -> None:
    if case.state == State.TOLD:
        desk.move(case, "come_back")
        desk.promise(case, max(case.close_by, promised(case, since=at, hours=desk.hours(case)).answer))
    case.next_step = step_after_letter_came_back(address)
    tell("letter_came_back", {case.pk: case}, by="loop", at=at)


def _knows(case: Case) -> bool:
    """Return whether the customer has the decision all the same, or nobody waits: then nothing is to be done."""
    told = arrived(Answer.objects.filter(case=case, round=case.round, decides=True)).exists()
    judged = Verdict.objects.filter(case=case, round=case.round).exists()
    unreachable = case.closures.filter(round=case.round).exclude(unreachable_because="").exists()
    return told or judged or unreachable or case.closures.filter(round=case.round, nothing_owed=True).exists()
