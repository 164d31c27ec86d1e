"""Which other systems are told what happens to cases."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kunding.respond import actions
from kunding.respond.forms import first_trouble
from kunding.respond.models import Webhook
from kunding.respond.queries.webhooks import WebhookState, active_webhooks, owed_to, webhook_states
from kunding.respond.views.doing import me
from kunding.respond.webhook_forms import ReplayForm, WebhookForm
from kunding.respond.wording_webhooks import failure_said, state_name, trial_said


@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """Show the webhooks; add one, and call it once to see whether it answers."""
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hook, secret = actions.add_webhook(**form.cleaned_data, by=me(request), at=now())
        except actions.WebhookIsWrong as wrong:
            form.add_error("address", str(wrong))
        else:
            _try(request, hook)
            # Shown at once, not after a redirect: a secret that waits in the session would lie in the database.
            return _page(request, hook, secret=secret)
    states = [_shown(state) for state in webhook_states(deleted_too=True)]
    return render(request, "respond/webhooks.html", {"form": form, "states": states})


@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, key: int) -> HttpResponse:
    """Show one webhook, and change its name, its address and what it is told."""
    hook = _found(key)
    form = WebhookForm(request.POST, of=hook) if request.method == "POST" else WebhookForm(of=hook)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_webhook(webhook=hook, **form.cleaned_data, by=me(request), at=now())
        except actions.WebhookIsWrong as wrong:
            form.add_error("address", str(wrong))
        else:
            messages.success(request, gettext("Kept."))
            return redirect("respond:webhook", key)
    return _page(request, hook, form=form)


@require_POST
def attempt(request: HttpRequest, key: int) -> HttpResponse:
    """Make a test call."""
    _try(request, _found(key))
    return redirect("respond:webhook", key)


@require_POST
def pause(request: HttpRequest, key: int) -> HttpResponse:
    """Call no more for now."""
    actions.pause_webhook(webhook=_found(key), by=me(request), at=now())
    messages.success(request, gettext("Nothing is sent for now, and nothing is lost."))
    return redirect("respond:webhooks")


@require_POST
def resume(request: HttpRequest, key: int) -> HttpResponse:
    """Call at once, from where it stood."""
    actions.resume_webhook(webhook=_found(key), by=me(request), at=now())
    messages.success(request, gettext("It is told everything from where it stood."))
    return redirect("respond:webhooks")


@require_POST
def replay(request: HttpRequest, key: int) -> HttpResponse:
    """Tell everything again since a day."""
    hook, form = _found(key), ReplayForm(request.POST)
    if form.is_valid():
        actions.replay_webhook(webhook=hook, since=form.moment(), by=me(request), at=now())
        messages.success(request, gettext("It is told everything again since that day."))
    else:
        messages.warning(request, first_trouble(form))
    return redirect("respond:webhook", key)


@require_POST
def secret(request: HttpRequest, key: int) -> HttpResponse:
    """Change the secret and show the new one this once."""
    hook = _found(key)
    made = actions.change_secret(webhook=hook, by=me(request), at=now())
    return _page(request, hook, secret=made)


@require_POST
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Take a webhook away."""
    actions.delete_webhook(webhook=_found(key), by=me(request), at=now())
    messages.success(request, gettext("The webhook is deleted; below it can be brought back."))
    return redirect("respond:webhooks")


@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Bring a deleted webhook back."""
    hook = get_object_or_404(Webhook, pk=key)
    _done(
        request,
        lambda: actions.restore_webhook(webhook=hook, by=me(request), at=now()),
        gettext("The webhook is back; it is told what happened meanwhile."),
    )
    return redirect("respond:webhooks")


def _found(key: int) -> Webhook:
    return get_object_or_404(active_webhooks(), pk=key)


def _try(request: HttpRequest, hook: Webhook) -> None:
    reply = actions.try_webhook(webhook=hook, by=me(request), at=now())
    (messages.success if reply.taken else messages.warning)(request, trial_said(reply))


def _page(request: HttpRequest, hook: Webhook, *, secret: str = "", form: WebhookForm | None = None) -> HttpResponse:
    shown = {
        **_shown(WebhookState(hook, owed_to(hook))),
        "form": form or WebhookForm(of=hook),
        "replay_form": ReplayForm(),
        "secret": secret,
    }
    return render(request, "respond/webhook.html", shown)


def _shown(state: WebhookState) -> dict[str, object]:
    hook = state.webhook
    said = {"state": state_name(state.word), "trouble": failure_said(hook.failure, hook.status)}
    return {"hook": hook, "owed": state.owed, "word": state.word, **said}


def _done(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except actions.WebhookIsWrong as wrong:
        messages.warning(request, str(wrong))
    else:
        messages.success(request, said)
