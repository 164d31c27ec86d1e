"""Whom to tell that what annoyed them is gone."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from kunding.improve.models import Initiative
from kunding.respond.models import Case, Outgoing, State
from kunding.respond.models import Purpose as LetterPurpose
from kunding.respond.queries.letters import address_of, message_id_of
from kunding.respond.queries.news import who_wants_news
from kunding.respond.rules.letters import TOLD_WITHIN
from kunding.understand.models import Membership


def fixed_but_untold(at: datetime) -> list[str]:
    """Return "initiative:case" for each customer who waits for the news that the cause of the own case is gone.

    Those whose case has our answer, who agreed to such news or asked for it in this matter, and have an address: one
    case per address and initiative.
    """
    return [f"{fix}:{case}" for fix, case in _untold(at)]


def word_of(initiative: int) -> str:
    """Return the word under which a letter about this initiative is sent once to each address."""
    return f"initiative:{initiative}"


def _untold(at: datetime) -> Iterator[tuple[int, int]]:
    since = (at - TOLD_WITHIN).date()
    shipped = Initiative.objects.exclude(told="").filter(shipped_on__gt=since, shipped_on__lte=at.date())
    for initiative in shipped.select_related("pain_point").order_by("pk"):
        addresses = {address_of(case.feedback).lower(): case.pk for case in _cases_of(initiative, at)}
        addresses.pop("", None)
        ids = {message_id_of(LetterPurpose.FIXED, word_of(initiative.pk), to=to): to for to in addresses}
        known = set(Outgoing.objects.filter(message_id__in=list(ids)).values_list("message_id", flat=True))
        yield from sorted((initiative.pk, addresses[to]) for word, to in ids.items() if word not in known)


def _cases_of(initiative: Initiative, at: datetime) -> list[Case]:
    """Return the answered cases about the initiative's theme, older than its shipping, whose customers want to hear."""
    theme = initiative.pain_point.theme_id
    about = Membership.objects.filter(Q(theme=theme) | Q(theme__merged_into=theme), feedback=OuterRef("feedback"))
    answered = Case.objects.filter(
        state__in=(State.TOLD, State.CLOSED), merged_into=None, opened_at__date__lte=initiative.shipped_on
    )
    found = list(
        answered.filter(Exists(about))
        .filter(answers__isnull=False)
        .select_related("feedback__mail", "feedback__customer", "feedback__source")
        .order_by("-pk")
        .distinct()
    )
    wanted = who_wants_news(found, at=at)
    return [case for case in found if case.pk in wanted]
