"""Readings that people correct, and themes that they sort."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.people.models import Person
from kunding.understand import actions
from kunding.understand.actions.correct import CorrectionIsWrong
from kunding.understand.actions.themes import ThemeStaysWhole
from kunding.understand.models import Intent, Reading, Sentiment, Theme
from kunding.understand.queries.theme_pages import theme_list, theme_page

WORDS = {"sentiment": Sentiment.choices, "intent": Intent.choices}


@require_GET
def choose(request: HttpRequest, key: int, field: str) -> HttpResponse:
    """Offer the words that a reading's field may have: the second click is the correction."""
    reading = get_object_or_404(Reading, pk=key)
    page = {"reading": reading, "field": field, "words": WORDS[field], "now": getattr(reading, field)}
    return render(request, "understand/choose.html", page)


@require_POST
def correct(request: HttpRequest, key: int, field: str) -> HttpResponse:
    """Set a reading's field to what a person says."""
    reading = get_object_or_404(Reading, pk=key)
    try:
        actions.correct(reading=reading, field=field, value=request.POST.get("value", ""), by=_me(request), at=now())
    except CorrectionIsWrong as wrong:
        return HttpResponse(str(wrong), status=422, content_type="text/plain; charset=utf-8")
    if request.headers.get("HX-Request"):
        return render(request, "understand/chips.html", {"reading": reading, "thanks": True})
    return redirect("cockpit:one_feedback", key)


@require_GET
def themes(request: HttpRequest) -> HttpResponse:
    """Show the themes: what is new, grows or vanishes, and all the others."""
    return render(request, "understand/themes.html", {"themes": theme_list(at=now())})


@require_GET
def theme(request: HttpRequest, key: int) -> HttpResponse:
    """Show one theme with customers' words, and what can be done to it."""
    found = get_object_or_404(Theme, pk=key)
    return render(request, "understand/theme.html", {"page": theme_page(found, at=now())})


@require_POST
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Give a theme another name."""
    label = request.POST.get("label", "")
    return _done(request, key, lambda it: actions.rename_theme(theme=it, label=label, by=_me(request), at=now()))


@require_POST
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Show a theme as a part of another."""
    into = _other(request, "into")
    return _done(request, key, lambda it: actions.merge_themes(theme=it, into=into, by=_me(request), at=now()))


@require_POST
def unmerge(request: HttpRequest, key: int) -> HttpResponse:
    """Show a merged theme by itself again."""
    return _done(request, key, lambda it: actions.unmerge_theme(theme=it, by=_me(request), at=now()))


@require_POST
def keep_apart(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a theme is another matter than one that was proposed."""
    other = _other(request, "other")
    return _done(request, key, lambda it: actions.keep_themes_apart(theme=it, other=other, by=_me(request), at=now()))


@require_POST
def propose_again(request: HttpRequest, key: int) -> HttpResponse:
    """Let two themes be proposed as one matter again."""
    other = _other(request, "other")
    return _done(request, key, lambda it: actions.propose_again(theme=it, other=other, by=_me(request), at=now()))


@require_POST
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Look for finer themes in a theme."""
    return _done(request, key, lambda it: actions.split_theme(theme=it, by=_me(request), at=now()))


@require_POST
def hide(request: HttpRequest, key: int) -> HttpResponse:
    """Take a theme out of the lists."""
    return _done(request, key, lambda it: actions.hide_theme(theme=it, by=_me(request), at=now()))


@require_POST
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Take a hidden theme back into the lists."""
    return _done(request, key, lambda it: actions.show_theme(theme=it, by=_me(request), at=now()))


def _done(request: HttpRequest, key: int, act: Callable[[Theme], object]) -> HttpResponse:
    try:
        act(get_object_or_404(Theme, pk=key))
        messages.success(request, gettext("Done. You can take it back on this page."))
    except ThemeStaysWhole as no:
        messages.warning(request, str(no))
    return redirect("understand:theme", key)


def _other(request: HttpRequest, field: str) -> Theme:
    word = request.POST.get(field, "")
    return get_object_or_404(Theme, pk=int(word) if word.isdecimal() and len(word) < 18 else 0)


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
