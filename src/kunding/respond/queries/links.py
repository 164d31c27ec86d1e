"""What the link of a merged case shows: the case in which it goes on, and never a stranger's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kunding.customers.queries.one_person import survivors_of
from kunding.listen.models import Channel, Mail
from kunding.respond.models import Case
from kunding.respond.queries.parts import merges_into, parts_of
from kunding.respond.rules.merging import Writer, is_same_writer
from kunding.respond.signing import number_of_link


@dataclass(frozen=True)
class View:
    """How much of a case a link shows: all of it, or what came since its own case was merged into it."""

    case: Case
    since: datetime | None = None
    through: str = ""  # the number of the link's own case
    hidden: frozenset[str] = frozenset()  # what was added by links of these numbers is not shown: others wrote it


def linked_case(case: Case, word: str) -> Case:
    """Return the case for which the link was made: this one, or one that was merged into it."""
    number = number_of_link(word)
    return next((part for part in parts_of(case) if part.number == number), case)


def views_behind(case: Case, word: str) -> list[View]:
    """Return what the link shows of the case and of those that were merged into it.

    Its own case is shown whole, and so is each other one that was surely written by the same person. Of the case in
    which all goes on, everybody sees what we tell since then.
    """
    parts = parts_of(case)
    if not parts:
        return [View(case)]
    own = linked_case(case, word)
    writers = writers_of([case, *parts])
    shown = [one for one in (case, *parts) if one == own or is_same_writer(writers[own.pk], writers[one.pk])]
    hidden = frozenset(one.number for one in parts if one not in shown)
    views = [View(one, hidden=hidden) for one in shown]
    if any(view.case == case for view in views):
        return views
    since = next(merge.at for merge in merges_into(case) if merge.merged_id == own.pk)
    return [*views, View(case, since, own.number)]


def writers_of(cases: list[Case]) -> Mapping[int, Writer]:
    """Return who wrote the first words of each of these cases, as far as that is shown."""
    roots = [case.feedback_id for case in cases]
    senders = dict(Mail.objects.filter(feedback__in=roots).exclude(sender="").values_list("feedback", "sender"))
    said = {case.pk: case.feedback for case in cases}
    people = survivors_of({one.customer_id for one in said.values() if one.customer_id})
    return {
        key: Writer(
            typed=one.channel == Channel.WEB,
            person=people.get(one.customer_id or 0),
            addresses=frozenset({senders[one.pk].lower()} if one.pk in senders else ()),
        )
        for key, one in said.items()
    }
