"""Records that may be one person: decide, and take it back."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.customers import actions
from kunding.customers.actions.merge import forget_apart
from kunding.customers.models import Customer, Merge, ToldApart
from kunding.customers.queries.duplicates import last_search, suggested_duplicates
from kunding.people.models import Person


@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Show pairs that may be one person, the surest first."""
    page, pairs = suggested_duplicates(number=request.GET.get("page", "1"))
    just_now = request.GET.get("apart", "")
    apart = ToldApart.objects.filter(pk=int(just_now)).first() if _is_key(just_now) else None
    shown = {"page": page, "pairs": pairs, "search": last_search(), "apart": apart}
    return render(request, "customers/duplicates.html", shown)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look for duplicates now."""
    actions.find_duplicates(at=now(), actor=_me(request).trail_name)
    messages.success(request, gettext("All customers were compared."))
    return redirect("customers:duplicates")


@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Say that two records are one customer."""
    kept, merged = _record(request, "kept"), _record(request, "merged")
    return _act(
        request, kept, gettext("They are one customer now. You can take it back on this page at any time."),
        lambda: actions.merge_customers(kept=kept.pk, merged=merged.pk, by=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def unmerge(request: HttpRequest, key: int) -> HttpResponse:
    """Take one merge back."""
    found = get_object_or_404(Merge, pk=key)
    return _act(
        request, found.merged, gettext("They are two customers again, each with what always belonged to it."),
        lambda: actions.unmerge_customers(merge=found, by=_me(request), at=now()),
    )  # fmt: skip


@require_POST
def apart(request: HttpRequest) -> HttpResponse:
    """Remember that two records are not the same customer."""
    one, other = _record(request, "one"), _record(request, "other")
    try:
        told = actions.tell_apart(one=one.pk, other=other.pk, by=_me(request), at=now())
    except actions.MergeIsWrong as no:
        messages.warning(request, str(no))
        return redirect("customers:duplicates")
    return redirect(f"{reverse('customers:duplicates')}?apart={told.pk}")


@require_POST
def not_apart(request: HttpRequest, key: int) -> HttpResponse:
    """Take back that two records are not the same."""
    forget_apart(apart=get_object_or_404(ToldApart, pk=key), by=_me(request), at=now())
    messages.success(request, gettext("Taken back: these two may be suggested again."))
    return redirect("customers:duplicates")


def _act(request: HttpRequest, shown: Customer, done: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except actions.MergeIsWrong as no:
        messages.warning(request, str(no))
    return redirect(shown)


def _record(request: HttpRequest, name: str) -> Customer:
    word = request.POST.get(name, "")
    return get_object_or_404(Customer, pk=int(word) if _is_key(word) else 0)


def _is_key(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 18


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
