"""Telling other systems what happened to cases: in order, at least once, each receiver by itself.

Nothing is written when something happens: what a receiver is owed is read from the trail beyond the entry up to which
it was told. A crash between a call and the note that it was taken makes the call again, under the same name.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction

from kunding.people.models import Person
from kunding.respond.calls.line import Failure, Line, Reply
from kunding.respond.calls.signature import signed
from kunding.respond.models import Webhook
from kunding.respond.queries.webhooks import ACTS, active_webhooks, happened_since
from kunding.respond.rules.webhooks import (
    LEASE,
    OLD_SECRET_FOR,
    TURN,
    Happened,
    body_of,
    is_paused_now,
    pause_after,
    trial_body,
)
from kunding.respond.signing import webhook_key
from kunding.trail.actions import record
from kunding.trail.queries import newest_entry

STRETCH = 100  # entries of the trail that are read at once


def call_webhooks(*, keys: Sequence[int], at: datetime) -> int:
    """Tell these receivers what they are owed, one after the other, and return how many calls were taken.

    Speaks to servers, so it must not run inside a transaction. A turn ends after a minute; what is left is owed still.
    """
    return sum(_call(key, at) for key in keys)


def try_webhook(*, webhook: Webhook, by: Person | None = None, at: datetime) -> Reply:
    """Call the receiver once to see whether it answers; nothing that it is owed is told or left out by it."""
    with Line(webhook.address, allowed=settings.KUNDING_ALLOWED_NETWORKS) as line:
        body, name = trial_body(webhook.name, at=at), f"test-{secrets.token_hex(16)}"
        reply = line.call(body, signed(body, name=name, at=at, keys=_keys(webhook, at)))
    actor, detail = by.trail_name if by else "command", {"name": webhook.name, "taken": reply.taken}
    record(act="try_webhook", actor=actor, at=at, subject=f"webhook:{webhook.pk}", detail=detail)
    return reply


@dataclass
class Turn:
    """One worker's turn at one receiver; `until` is when another worker may take over, and proves that it is ours."""

    hook: Webhook
    at: datetime
    until: datetime
    began: float  # on the clock that only goes forward

    def now(self) -> datetime:
        """Return the present moment."""
        return self.at + timedelta(seconds=monotonic() - self.began)

    def note(self, **changes: object) -> bool:
        """Write how far it came; False where a person changed something, or another worker took over."""
        if not Webhook.objects.filter(pk=self.hook.pk, try_at=self.until).update(**changes):
            return False
        for name, value in changes.items():
            setattr(self.hook, name, value)
        return True

    def goes_on(self) -> bool:
        """Return whether there is time left, and nobody paused or deleted the webhook."""
        wanted = active_webhooks().filter(pk=self.hook.pk, paused_at=None)
        return self.now() - self.at < TURN and wanted.exists()


def _call(key: int, at: datetime) -> int:
    until = at + LEASE
    if not active_webhooks().filter(pk=key, paused_at=None, try_at__lte=at).update(try_at=until):
        return 0
    turn = Turn(Webhook.objects.get(pk=key), at, until, monotonic())
    with Line(turn.hook.address, allowed=settings.KUNDING_ALLOWED_NETWORKS) as line:
        taken = _tell(turn, line)
    turn.note(try_at=at)
    return taken


def _tell(turn: Turn, line: Line) -> int:
    """Tell stretch after stretch of the trail; what the receiver does not want to hear is passed over."""
    hook, newest, taken = turn.hook, newest_entry(acts=ACTS), 0
    while hook.told < newest or hook.told_case is not None:
        end = max(hook.told, min(hook.told + STRETCH, newest))
        for happened in happened_since(hook, up_to=end):
            reply = line.call(*_call_about(happened, turn))
            if not reply.taken:
                _note_failure(turn, reply)
                return taken
            taken += 1
            if not (_note_taken(turn, happened, reply) and turn.goes_on()):
                return taken
        if not turn.note(told=end, told_case=None):
            break
    return taken


def _call_about(happened: Happened, turn: Turn) -> tuple[bytes, dict[str, str]]:
    body, now = body_of(happened, url=settings.KUNDING_URL), turn.now()
    return body, signed(body, name=happened.name, at=now, keys=_keys(turn.hook, now))


def _keys(hook: Webhook, at: datetime) -> list[bytes]:
    """Return the keys that sign: for a day also the one before."""
    changed_lately = hook.salt_before and at - hook.salted_at < OLD_SECRET_FOR
    return [webhook_key(salt) for salt in (hook.salt, hook.salt_before if changed_lately else "") if salt]


def _note_taken(turn: Turn, happened: Happened, reply: Reply) -> bool:
    works = {"tries": 0, "failing_since": None, "failure": "", "status": reply.status, "taken_at": turn.now()}
    return turn.note(told=happened.entry, told_case=happened.case, **works)


@transaction.atomic
def _note_failure(turn: Turn, reply: Reply) -> None:
    hook, now = turn.hook, turn.now()
    assert reply.failure is not None
    tries, since = hook.tries + 1, hook.failing_since or now
    fails: dict[str, object] = {
        "tries": tries,
        "failing_since": since,
        "failure": reply.failure,
        "status": reply.status,
    }
    stops = is_paused_now(failing_since=since, at=now, gone=reply.failure == Failure.GONE)
    if stops:
        fails["paused_at"] = now
    if turn.note(**fails, try_at=now + pause_after(tries=tries)) and stops:
        detail = {"name": hook.name, "because": str(reply.failure)}
        record(act="pause_webhook", actor="loop", at=now, subject=f"webhook:{hook.pk}", detail=detail)
