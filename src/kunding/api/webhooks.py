"""`/api/v1/webhooks`: programs of administrators say which other systems are told what happens to cases."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from kunding.people.models import Person
from kunding.respond import actions
from kunding.respond.models import Event, Webhook
from kunding.respond.queries.webhooks import WebhookState, active_webhooks, owed_to, webhook_states

webhooks = Router(tags=["webhooks"])


class WebhookIn(Schema):
    """A receiver; it is told what happens from now on."""

    address: str = Field(..., max_length=500, description="https://…; http:// in networks that are allowed by name")
    name: str = Field("", max_length=80, description="empty: the host")
    events: list[Event] = Field([], description="empty: all")


class Since(Schema):
    """From which moment on everything is told again."""

    since: datetime = Field(..., description="with its zone, else UTC; now: what waits is left out")


class WebhookOut(Schema):
    """A webhook and how it stands: new, works, fails, paused."""

    id: int
    name: str
    address: str
    events: list[str]
    state: str
    owed: int
    failure: str
    status: int | None
    failing_since: datetime | None
    next_try: datetime
    taken_at: datetime | None


class WebhookAdded(WebhookOut):
    """A new webhook; the secret is shown this once."""

    secret: str


@webhooks.get("", response=list[WebhookOut], url_name="webhooks")
def listed(request: HttpRequest) -> list[WebhookOut]:
    """Return the webhooks, and what each is owed."""
    return [WebhookOut(**_fields(state)) for state in webhook_states()]


@webhooks.post("", response={201: WebhookAdded}, url_name="webhooks")
def add(request: HttpRequest, entered: WebhookIn) -> Status[WebhookAdded]:
    """Add a receiver."""
    try:
        hook, secret = actions.add_webhook(**entered.dict(), by=_me(request), at=datetime.now(UTC))
    except actions.WebhookIsWrong as wrong:
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, str(wrong)) from wrong
    return Status(HTTPStatus.CREATED, WebhookAdded(**_fields(WebhookState(hook, 0)), secret=secret))


@webhooks.post("/{int:key}/pause", response=WebhookOut, url_name="pause_webhook")
def pause(request: HttpRequest, key: int) -> WebhookOut:
    """Call no more for now; nothing is lost."""
    actions.pause_webhook(webhook=_found(key), by=_me(request), at=datetime.now(UTC))
    return _out(key)


@webhooks.post("/{int:key}/resume", response=WebhookOut, url_name="resume_webhook")
def resume(request: HttpRequest, key: int) -> WebhookOut:
    """Call again, from where it stood."""
    actions.resume_webhook(webhook=_found(key), by=_me(request), at=datetime.now(UTC))
    return _out(key)


@webhooks.post("/{int:key}/replay", response=WebhookOut, url_name="replay_webhook")
def replay(request: HttpRequest, key: int, asked: Since) -> WebhookOut:
    """Tell everything again that happened since a moment, under the same names."""
    since = asked.since if asked.since.tzinfo else asked.since.replace(tzinfo=UTC)
    actions.replay_webhook(webhook=_found(key), since=since, by=_me(request), at=datetime.now(UTC))
    return _out(key)


def _out(key: int) -> WebhookOut:
    hook = _found(key)
    return WebhookOut(**_fields(WebhookState(hook, owed_to(hook))))


def _fields(state: WebhookState) -> dict[str, Any]:
    hook = state.webhook
    kept = ("name", "address", "events", "failure", "status", "failing_since", "taken_at")
    shown = {name: getattr(hook, name) for name in kept}
    return {"id": hook.pk, "state": state.word, "owed": state.owed, "next_try": hook.try_at, **shown}


def _found(key: int) -> Webhook:
    return get_object_or_404(active_webhooks(), pk=key)


def _me(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # the token's; strangers do not come this far
    return person
