"""Views of the inbox that somebody keeps under a name."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.respond import actions
from kunding.respond.models import SavedView
from kunding.respond.queries.inbox import wanted
from kunding.respond.views.doing import me

SALT = "kunding.respond.deleted view"


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters as they stand under a name."""
    query = wanted(QueryDict(request.POST.get("query", "")[:1000])).address
    try:
        view = actions.save_view(person=me(request), name=request.POST.get("name", ""), query=query)
        messages.success(request, gettext("The view “%(name)s” is kept.") % {"name": view.name})
    except actions.ViewIsWrong as wrong:
        messages.warning(request, str(wrong))
    return _to(query)


@require_POST
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Give a view another name."""
    view = _mine(request, key)
    try:
        actions.rename_view(view=view, name=request.POST.get("name", ""))
    except actions.ViewIsWrong as wrong:
        messages.warning(request, str(wrong))
    return _to(view.query)


@require_POST
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Take a view away; the next page offers to bring it back."""
    view = _mine(request, key)
    word = signing.dumps([me(request).pk, view.name, view.query], salt=SALT)
    actions.delete_view(view=view)
    return _to(urlencode({"deleted": word}))


def deleted_view(request: HttpRequest) -> dict[str, str] | None:
    """Return the view that this person has just deleted, None where there is none."""
    try:
        person, name, query = signing.loads(request.GET.get("deleted", ""), salt=SALT, max_age=600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return {"name": name, "query": query} if person == me(request).pk else None


def _mine(request: HttpRequest, key: int) -> SavedView:
    return get_object_or_404(SavedView, pk=key, person=me(request))


def _to(query: str) -> HttpResponse:
    address = reverse("respond:cases")
    return redirect(f"{address}?{query}" if query else address)
