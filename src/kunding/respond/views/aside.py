"""Notes, labels, goodwill and files of one case."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.listen.files import FileIsMissing, read
from kunding.listen.models import Attachment
from kunding.respond import actions
from kunding.respond.forms import GoodwillForm, first_trouble
from kunding.respond.models import Enclosure, Goodwill, GoodwillState, Label
from kunding.respond.queries.history import received_files
from kunding.respond.queries.parts import whole_of
from kunding.respond.views.doing import act, back, me, refuse, seen, served


@require_POST
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Tell colleagues something about the case."""
    case, text = seen(request, number), request.POST.get("text", "")[:5000]
    return act(
        request, number, gettext("The note is kept."),
        lambda: actions.add_note(case=case, by=me(request), text=text, at=now()),
    )  # fmt: skip


@require_POST
def labels(request: HttpRequest, number: str) -> HttpResponse:
    """Set the case's labels."""
    case = served(request, number)
    keys = [
        int(key) for key in request.POST.getlist("label")[:200] if key.isascii() and key.isdigit() and len(key) < 18
    ]
    chosen = list(Label.objects.filter(pk__in=keys))
    return act(
        request, number, gettext("The labels are set."),
        lambda: actions.set_labels(case=case, labels=chosen, by=me(request), at=now()),
    )  # fmt: skip


@require_POST
def goodwill(request: HttpRequest, number: str) -> HttpResponse:
    """Give something to make good, or ask the lead for it."""
    case, form = served(request, number), GoodwillForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    amount, what = form.cleaned_data["amount"], form.cleaned_data["what"]
    try:
        given = actions.give_goodwill(case=case, by=me(request), amount=amount, what=what, at=now())
    except (actions.GoodwillIsWrong, actions.CaseIsClosed) as no:
        return refuse(request, number, str(no))
    asks = given.state == GoodwillState.ASKED
    messages.success(request, gettext("The lead has been asked.") if asks else gettext("Given."))
    return back(request, number)


@require_POST
def goodwill_decided(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Grant or refuse goodwill that a colleague asked for."""
    case = served(request, number)
    asked = get_object_or_404(Goodwill.objects.filter(case__in=whole_of(case)), pk=key)
    granted, because = request.POST.get("verdict") == "grant", request.POST.get("because", "")
    try:
        actions.decide_goodwill(goodwill=asked, by=me(request), granted=granted, because=because, at=now())
        messages.success(request, gettext("Granted.") if granted else gettext("Refused."))
    except actions.GoodwillIsWrong as no:
        messages.warning(request, str(no))
    return redirect("respond:goodwill") if request.POST.get("to") == "list" else back(request, number)


@require_GET
def file(request: HttpRequest, number: str, kind: str, key: int) -> HttpResponse:
    """Hand out a file of the conversation: as a download, and never as a page of ours."""
    case = seen(request, number)
    found: Enclosure | Attachment
    if kind == "sent":
        found = get_object_or_404(Enclosure.objects.filter(answer__case__in=whole_of(case)), pk=key)
    else:
        found = get_object_or_404(received_files(case), pk=key)
    try:
        content = read(found.digest)
    except FileIsMissing as missing:
        raise Http404 from missing
    # The type is not the sender's to say: a browser that is told nothing runs nothing.
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
