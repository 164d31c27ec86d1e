"""While somebody writes: the draft is kept, its tone is told, and colleagues see that somebody is at it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override
from django.views.decorators.http import require_POST

from kunding.respond import actions
from kunding.respond.models import ReplyTemplate
from kunding.respond.queries.beside import draft_of, others_here, tone_of
from kunding.respond.queries.newest import newest_from, newest_in
from kunding.respond.queries.sight import speaks_for
from kunding.respond.rules.templates import fill
from kunding.respond.views.doing import me, seen, served
from kunding.respond.wording import values_for


@require_POST
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what was typed so far and tell its tone; without scripts the page comes back whole."""
    found, text = served(request, number), request.POST.get("text", "")
    tone, before = tone_of(found, text), None
    if request.POST.get("proposal") and tone is not None:
        text, before = tone.rewritten, text
    elif request.POST.get("own_words"):
        text, before = draft_of(found, me(request))[1] or text, ""
    actions.keep_draft(case=found, by=me(request), text=text, before=before, at=now())
    actions.be_present(case=found, person=me(request), writes=bool(text.strip()), at=now())
    if request.headers.get("HX-Request"):
        return render(
            request,
            "respond/case/tone.html",
            {"tone": tone, "kept_at": now() if text.strip() else None, "number": number},
        )
    return _to_draft(number)


@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the draft with a template; what was typed already stands below it."""
    found, person = served(request, number), me(request)
    key = request.POST.get("template", "")
    template = get_object_or_404(ReplyTemplate, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0)
    with override(template.language):
        values = values_for(found, named=speaks_for(person, found, at=now()))
    try:
        text = fill(template.text, values)
    except actions.PlaceholderIsUnknown as unknown:
        messages.warning(request, str(unknown))
        return _to_draft(number)
    typed = request.POST.get("text", "").strip()
    actions.keep_draft(case=found, by=person, text=f"{text}\n\n{typed}" if typed else text, at=now())
    return _to_draft(number)


@require_POST
def presence(request: HttpRequest, number: str) -> HttpResponse:
    """Say that I am here, and see who else is, and whether something new was said."""
    found, person = seen(request, number), me(request)
    actions.be_present(case=found, person=person, writes=bool(request.POST.get("text", "").strip()), at=now())
    known = newest_from(request.POST.get("newest", ""))
    return render(
        request,
        "respond/case/here.html",
        {
            "here": others_here(found, viewer=person, at=now()),
            "news": known is not None and known != newest_in(found),
            "number": found.number,
        },
    )


def _to_draft(number: str) -> HttpResponse:
    return redirect(reverse("respond:case", args=[number]) + "#answer")
