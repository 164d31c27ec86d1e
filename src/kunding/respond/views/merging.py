"""The same matter in two cases: looked at, put together, taken apart again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.respond import actions
from kunding.respond.models import Case
from kunding.respond.queries.case_pages import other_matters
from kunding.respond.queries.one_matter import case_named, one_matter, separable
from kunding.respond.queries.sight import sight_of
from kunding.respond.views.doing import REFUSALS, back, me, refuse, served


@require_GET
def same(request: HttpRequest, number: str) -> HttpResponse:
    """Find the other case of the same matter, and show what comes together before anybody says so."""
    here, words = served(request, number), request.GET.get("other", "")[:40]
    sight = sight_of(me(request), at=now())
    other = case_named(words, viewer=me(request), at=now()) if words.strip() else None
    shown = {
        "here": here,
        "words": words,
        "missing": bool(words.strip()) and other is None,
        "itself": other == here,
        "others": other_matters(here, sight),
    }
    if other is not None and other != here:
        into = request.GET.get("into", "")
        shown["chosen"] = one_matter(here, other, into=into, sight=sight, at=now())
    return render(request, "respond/same.html", shown)


@require_POST
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Let the case go on in another one."""
    merged, words = served(request, number), request.POST.get("into", "")[:40]
    kept = case_named(words, viewer=me(request), at=now())
    if kept is None:
        return refuse(request, number, gettext("There is no such case in which you may act."))
    try:
        done = actions.merge_cases(kept=kept, merged=merged, by=me(request), at=now())
    except REFUSALS as no:
        return refuse(request, number, str(no))
    names = {"merged": done.merged.number, "kept": done.kept.number}
    messages.success(request, gettext("%(merged)s goes on in %(kept)s. You can take it back at any time.") % names)
    return redirect("respond:case", done.kept.number)


@require_POST
def unmerge(request: HttpRequest, number: str) -> HttpResponse:
    """Let a merged case stand again as it stood."""
    try:
        case = separable(number, viewer=me(request), at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    kept = case.merged_into or case
    try:
        actions.unmerge_case(merged=case, by=me(request), at=now())
    except REFUSALS as no:
        return refuse(request, number, str(no))
    names = {"merged": case.number, "kept": kept.number}
    messages.success(
        request, gettext("%(merged)s stands again as it stood. What came since stays in %(kept)s.") % names
    )
    return back(request, number)
