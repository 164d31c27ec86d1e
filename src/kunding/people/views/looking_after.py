"""Who is looked at, and whether the viewer may: what one may not touch is not found."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from kunding.people.keeping import is_administrator
from kunding.people.models import Person


def me(request: HttpRequest) -> Person:
    """Return who is logged in; the access table lets nobody else come here."""
    assert isinstance(request.user, Person)
    return request.user


def kept_person(request: HttpRequest, key: int) -> Person:
    """Return a person whom the viewer looks after as an administrator; raises Http404 for everybody else."""
    if not is_administrator(me(request)):
        raise Http404
    return get_object_or_404(Person.objects.select_related("unit"), pk=key)


def own_or_kept(request: HttpRequest, key: int) -> Person:
    """Return oneself, or a person whom the viewer looks after as an administrator; raises Http404."""
    return me(request) if me(request).pk == key else kept_person(request, key)


def page_of(request: HttpRequest, person: Person) -> HttpResponse:
    """Go back to the page from which the person was looked after."""
    if person.pk == me(request).pk and not is_administrator(person):
        return redirect("people:me")
    if is_administrator(me(request)):
        return redirect("people:person", person.pk)
    return redirect("people:people")


def done(request: HttpRequest, act: Callable[[], object], *, wrong: type[Exception], said: str) -> None:
    """Do the act and say so, or say why it cannot be done."""
    try:
        act()
    except wrong as trouble:
        messages.warning(request, str(trouble))
    else:
        messages.success(request, said)


def first_trouble(form: forms.Form) -> str:
    """Return the first thing that is wrong with what was entered."""
    rows: Any = form.errors.values()
    return str(next(iter(next(iter(rows)))))
