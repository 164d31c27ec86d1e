"""What administrators do with webhooks; each is told in the trail, no secret ever is."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext

from kunding.people.models import Person
from kunding.respond.calls.address import AddressIsWrong, Wrong, checked_url
from kunding.respond.calls.signature import secret_of
from kunding.respond.models import Event, Webhook
from kunding.respond.queries.webhooks import ACTS, active_webhooks
from kunding.respond.signing import webhook_key
from kunding.trail.actions import record
from kunding.trail.models import Entry
from kunding.trail.queries import newest_entry

MOST_WEBHOOKS = 50  # each may be called in a thread of its own
LONGEST_NAME = 80
# Beginning anew: a person has looked at what went wrong.
FRESH: Mapping[str, object] = {"tries": 0, "failing_since": None, "failure": "", "paused_at": None}
Whose = Person | None  # None: the command


class WebhookIsWrong(Exception):
    """The webhook cannot be kept so; the text says why and what to do."""


@transaction.atomic
def add_webhook(
    *, address: str, name: str = "", events: Sequence[str] = (), by: Whose = None, at: datetime
) -> tuple[Webhook, str]:
    """Add a receiver that is told what happens from now on; return it with its secret, which is shown this once.

    events: words of Event; none: all. Raises WebhookIsWrong.
    """
    if active_webhooks().count() >= MOST_WEBHOOKS:
        raise WebhookIsWrong(gettext("There are %(most)s webhooks already.") % {"most": MOST_WEBHOOKS})
    hook = Webhook(address=_checked_address(address), events=_checked_events(events), made_by=by, made_at=at)
    hook.name = _free_name(name or address.partition("://")[2].partition("/")[0])
    hook.salt, hook.salted_at, hook.try_at = secrets.token_hex(16), at, at
    hook.told = newest_entry(acts=ACTS)
    hook.save()
    _tell("add_webhook", hook, by, at, address=hook.address, events=hook.events)
    return hook, secret_of(webhook_key(hook.salt))


@transaction.atomic
def change_webhook(
    *, webhook: Webhook, address: str, name: str, events: Sequence[str], by: Whose = None, at: datetime
) -> None:
    """Tell other things, or at another address; raises WebhookIsWrong."""
    hook = _held(webhook)
    hook.address, hook.events = _checked_address(address), _checked_events(events)
    hook.name = _free_name(name, but=hook)
    hook.try_at = at  # ends a turn that is under way
    hook.save(update_fields=["address", "events", "name", "try_at"])
    _tell("change_webhook", hook, by, at, address=hook.address, events=hook.events)


@transaction.atomic
def pause_webhook(*, webhook: Webhook, by: Whose = None, at: datetime) -> None:
    """Call no more for now; nothing is lost."""
    if active_webhooks().filter(pk=webhook.pk, paused_at=None).update(paused_at=at):
        _tell("pause_webhook", webhook, by, at)


@transaction.atomic
def resume_webhook(*, webhook: Webhook, by: Whose = None, at: datetime) -> None:
    """Call at once, from where it stood."""
    active_webhooks().filter(pk=webhook.pk).update(**FRESH, try_at=at)
    _tell("resume_webhook", webhook, by, at)


@transaction.atomic
def replay_webhook(*, webhook: Webhook, since: datetime, by: Whose = None, at: datetime) -> None:
    """Tell everything again that happened since a moment, under the same names; what waits from before it is left out.

    Since the beginning: a moment before the company was founded. Since now: nothing that waits is told.
    """
    first = Entry.objects.filter(at__gte=since).aggregate(first=Min("pk"))["first"]
    told = newest_entry(acts=ACTS) if first is None else first - 1
    active_webhooks().filter(pk=webhook.pk).update(**FRESH, told=told, told_case=None, try_at=at)
    _tell("replay_webhook", webhook, by, at, since=since.isoformat())


@transaction.atomic
def change_secret(*, webhook: Webhook, by: Whose = None, at: datetime) -> str:
    """Return a new secret, shown this once; the one before signs along for a day, so that receivers can change over."""
    hook = _held(webhook)
    hook.salt_before, hook.salt, hook.salted_at, hook.try_at = hook.salt, secrets.token_hex(16), at, at
    hook.save(update_fields=["salt", "salt_before", "salted_at", "try_at"])
    _tell("change_webhook_secret", hook, by, at)
    return secret_of(webhook_key(hook.salt))


@transaction.atomic
def delete_webhook(*, webhook: Webhook, by: Whose = None, at: datetime) -> None:
    """Call no more and show it no more; it can be brought back."""
    if active_webhooks().filter(pk=webhook.pk).update(deleted_at=at):
        _tell("delete_webhook", webhook, by, at)


@transaction.atomic
def restore_webhook(*, webhook: Webhook, by: Whose = None, at: datetime) -> None:
    """Bring a deleted webhook back; it is told everything that happened meanwhile. Raises WebhookIsWrong."""
    hook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if hook.deleted_at is None:
        return
    Webhook.objects.filter(pk=hook.pk).update(deleted_at=None, try_at=at, name=_free_name(hook.name, but=hook))
    _tell("restore_webhook", hook, by, at)


def _held(webhook: Webhook) -> Webhook:
    return active_webhooks().select_for_update().get(pk=webhook.pk)


def _checked_address(text: str) -> str:
    address = text.strip()
    try:
        return str(checked_url(address, allowed=settings.KUNDING_ALLOWED_NETWORKS))
    except AddressIsWrong as error:
        raise WebhookIsWrong(_WRONG[error.wrong]()) from error


_WRONG: Mapping[Wrong, Callable[[], str]] = {
    Wrong.NO_ADDRESS: lambda: gettext("This is no address: write one like https://erp.example.org/kunding."),
    Wrong.IN_THE_OPEN: lambda: gettext(
        "Use https://: without encryption only networks are called that KUNDING_ALLOWED_NETWORKS names."
    ),
    Wrong.FORBIDDEN: lambda: gettext(
        "The host is in a private network; the setting KUNDING_ALLOWED_NETWORKS can allow it."
    ),
    Wrong.UNKNOWN: lambda: gettext("No host of that name is known; check its spelling."),
}


def _checked_events(events: Sequence[str]) -> list[str]:
    unknown = sorted(set(events) - set(Event.values))
    if unknown:
        words = {"event": unknown[0][:40], "events": ", ".join(Event.values)}
        raise WebhookIsWrong(gettext("There is no event “%(event)s”; there are %(events)s.") % words)
    return [event for event in Event.values if event in set(events)]


def _free_name(name: str, *, but: Webhook | None = None) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise WebhookIsWrong(gettext("A name has 1 to %(most)s characters.") % {"most": LONGEST_NAME})
    others = active_webhooks().exclude(pk=but.pk) if but else active_webhooks()
    if others.filter(name=plain).exists():
        raise WebhookIsWrong(gettext("There is a webhook named “%(name)s” already.") % {"name": plain})
    return plain


def _tell(act: str, hook: Webhook, by: Whose, at: datetime, **detail: object) -> None:
    actor = by.trail_name if by else "command"
    record(act=act, actor=actor, at=at, subject=f"webhook:{hook.pk}", detail={"name": hook.name, **detail})
