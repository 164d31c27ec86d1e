"""What other systems are owed: read from the trail, beyond the entry up to which each was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case as Choice
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext, ngettext

from kunding.respond.models import Case, State, Webhook
from kunding.respond.rules.webhooks import EVENT_OF_ACT, Happened, acts_of
from kunding.trail.models import Entry
from kunding.trail.queries import entries_since

ACTS = tuple(EVENT_OF_ACT)
OF_MANY = "decide_readings"  # names the feedback whose cases were opened
CASES_AT_ONCE = 500


@dataclass(frozen=True)
class WebhookState:
    """A webhook as the page, the API and the command show it."""

    webhook: Webhook
    owed: int  # what happened that it was not told yet

    @property
    def word(self) -> str:
        """Return how it stands: deleted, paused, fails, new or works."""
        hook = self.webhook
        if hook.deleted_at:
            return "deleted"
        if hook.paused_at:
            return "paused"
        if hook.failure:
            return "fails"
        return "works" if hook.taken_at else "new"


def webhooks_due(at: datetime) -> QuerySet[Webhook]:
    """Return the webhooks that are owed something and may be called now."""
    newer = Entry.objects.filter(act__in=ACTS, pk__gt=OuterRef("told"))
    waiting = active_webhooks().filter(paused_at=None, try_at__lte=at)
    return waiting.filter(Q(told_case__isnull=False) | Exists(newer))


def active_webhooks() -> QuerySet[Webhook]:
    """Return the webhooks that nobody deleted."""
    return Webhook.objects.filter(deleted_at=None)


def webhook_states(*, deleted_too: bool = False) -> list[WebhookState]:
    """Return all webhooks by name with what each is owed, deleted ones last."""
    found = Webhook.objects.all() if deleted_too else active_webhooks()
    rows = found.select_related("made_by").order_by(F("deleted_at").asc(nulls_first=True), "name")
    return [WebhookState(hook, owed_to(hook)) for hook in rows]


def owed_to(hook: Webhook) -> int:
    """Return how much happened that the webhook was not told yet."""
    # A batch of readings counts the cases that it opened, every other entry the cases that it is about.
    opened = Coalesce(Cast(KT("detail__cases"), IntegerField()), Value(0))
    about = Choice(When(act=OF_MANY, then=opened), default=F("count"), output_field=IntegerField())
    waiting = entries_since(hook.told, acts=acts_of(hook.events)).aggregate(sum=Sum(about))["sum"] or 0
    return waiting + sum(1 for _ in _rest_of_entry(hook))


def calling_trouble(at: datetime) -> str:
    """Return what is wrong with other systems, as one sentence in the active language; "" where nothing is."""
    failing = active_webhooks().exclude(failure="")
    paused = failing.filter(paused_at__isnull=False).count()
    if paused:
        words = ngettext(
            "%(number)s webhook was paused because its receiver fails.",
            "%(number)s webhooks were paused because their receivers fail.",
            paused,
        )
        return words % {"number": paused}
    names = ", ".join(failing.values_list("name", flat=True)[:5])
    return gettext("The receiver fails and is called again: %(names)s.") % {"names": names} if names else ""


def happened_since(hook: Webhook, *, up_to: int) -> Iterator[Happened]:
    """Yield what the webhook is owed up to an entry of the trail, in the order in which it happened."""
    later = entries_since(hook.told, acts=acts_of(hook.events)).filter(pk__lte=up_to)
    yield from _rest_of_entry(hook)
    for entry in later:
        yield from _of_entry(entry)


def _rest_of_entry(hook: Webhook) -> Iterator[Happened]:
    """What is left of an entry about many cases."""
    if hook.told_case is not None:
        for entry in Entry.objects.filter(pk=hook.told, act__in=acts_of(hook.events)):
            yield from _of_entry(entry, after=hook.told_case)


def _of_entry(entry: Entry, *, after: int = 0) -> Iterator[Happened]:
    keys = [key for key in _cases_of(entry) if key > after]
    for begin in range(0, len(keys), CASES_AT_ONCE):
        # What was erased since is told to nobody.
        there = Case.objects.filter(pk__in=keys[begin : begin + CASES_AT_ONCE])
        for case in there.select_related("unit", "merged_into").order_by("pk"):
            yield _happened(entry, case)


def _cases_of(entry: Entry) -> list[int]:
    kind, _, key = entry.subject.partition(":")
    if kind == "case":
        return [int(key)]
    if entry.act == OF_MANY:
        opened = Case.objects.filter(feedback__in=entry.detail.get("feedback", []))
        return list(opened.order_by("pk").values_list("pk", flat=True))
    return sorted(entry.detail.get("cases", []))


def _happened(entry: Entry, case: Case) -> Happened:
    return Happened(
        entry=entry.pk,
        case=case.pk,
        name=f"{entry.digest[:32]}-{case.pk}",
        event=EVENT_OF_ACT[entry.act],
        at=entry.at,
        number=case.number,
        kind=case.kind,
        state=case.state_word,
        due_at=None if case.state == State.CLOSED else case.due_at,
        unit=case.unit.name,
        merged_into=case.merged_into.number if case.merged_into else "",
    )
