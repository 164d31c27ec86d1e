"""One case: what this person needs next, and the answer."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.respond import actions
from kunding.respond.forms import (
    INTERIM,
    AnswerForm,
    AssessForm,
    CloseForm,
    DecideForm,
    GoodwillForm,
    OfferForm,
    RefuseForm,
    ReminderForm,
    ReopenForm,
    ResultForm,
    TaskForm,
    first_trouble,
)
from kunding.respond.models import Case, Outcome
from kunding.respond.queries.beside import Beside, answers_since, beside, trail_of
from kunding.respond.queries.case_pages import CasePage, case_page, earlier_of
from kunding.respond.queries.inbox import neighbours, wanted
from kunding.respond.queries.newest import newest_from
from kunding.respond.queries.parts import merges_into
from kunding.respond.queries.sight import sight_of, visible_cases
from kunding.respond.views.doing import REFUSALS, back, me, seen, served
from kunding.respond.wording import trail_lines


@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show one case; notes that ask for the viewer count as seen from now on."""
    page = _page(request, number)
    if page.case.merged_into and (there := _where_it_goes_on(request, page.case.merged_into)):
        return there
    around = beside(page, viewer=me(request), at=now())
    if around.asks_for_viewer:
        actions.see_mentions(case=page.case, person=me(request), at=now())
    return _shown(request, page, around, AnswerForm(initial=_begun(page, around)))


@require_GET
def earlier(request: HttpRequest, number: str) -> HttpResponse:
    """Show what happened before what the case's page shows."""
    found = seen(request, number)
    history = earlier_of(found.number, viewer=me(request), at=now())
    page = "respond/case/earlier.html" if request.headers.get("HX-Request") else "respond/earlier.html"
    return render(request, page, {"history": history, "case": found})


@require_GET
def trail(request: HttpRequest, number: str) -> HttpResponse:
    """Show who did what in the case, one line for each act."""
    found = seen(request, number)
    page = "respond/case/trail.html" if request.headers.get("HX-Request") else "respond/trail.html"
    return render(request, page, {"lines": trail_lines(trail_of(found)), "number": found.number})


@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the customer something; what was typed is kept, whatever happens."""
    found, person = served(request, number), me(request)
    number = found.number
    actions.keep_draft(case=found, by=person, text=request.POST.get("text", ""), at=now())
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, first_trouble(form))
        return _again(request, number, form)
    try:
        _send(request, found, form)
    except actions.SomebodyWasFaster as faster:
        messages.warning(request, str(faster))
        return _again(request, number, form)
    except REFUSALS as no:
        messages.warning(request, str(no))
        return _again(request, number, form)
    messages.success(request, gettext("The answer is kept."))
    return _onward(request, found) if request.POST.get("then") == "next" else back(request, number, keep="list")


def _onward(request: HttpRequest, found: Case) -> HttpResponse:
    """Go to the next case of the list from which the person came, or to the list where this was the last one."""
    pick = wanted(QueryDict(request.POST.get("list", "")[:1000]))
    following = neighbours(found, pick, sight=sight_of(me(request), at=now()), at=now()).after
    if following:
        return redirect(f"{reverse('respond:case', args=[following])}?{urlencode({'list': pick.address})}")
    return redirect(f"{reverse('respond:cases')}?{pick.address}")


def _send(request: HttpRequest, found: Case, form: AnswerForm) -> None:
    told = form.cleaned_data
    actions.send_answer(
        case=found,
        by=me(request),
        text=told["text"],
        decides=told["outcome"] != INTERIM,
        outcome=told["outcome"] or Outcome.EXPLAINED,
        recourse=told["recourse"],
        channel=told["channel"],
        since=newest_from(told["newest"]),
        files=[actions.Upload(file.name or "", file.read()) for file in told["enclosed"]],
        at=now(),
    )


def _again(request: HttpRequest, number: str, form: AnswerForm) -> HttpResponse:
    """Show the page with what was typed; where somebody was faster, their answer beside it."""
    page = _page(request, number)
    around = beside(page, viewer=me(request), at=now())
    known = newest_from(form["newest"].value() or "")
    since = answers_since(page.case, known) if known else []
    # Whoever sends again has seen what is new.
    form.data = {**form.data.dict(), "newest": str(page.newest)} if isinstance(form.data, QueryDict) else form.data
    return _shown(request, page, around, form, since=since, collided=known is not None and known != page.newest)


def _page(request: HttpRequest, number: str) -> CasePage:
    try:
        page = case_page(number, viewer=me(request), at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    # Nothing is done any more in a case that goes on in another one.
    return replace(page, may_act=False, may_accept=False) if page.case.merged_into else page


def _may_separate(request: HttpRequest, page: CasePage) -> bool:
    return page.case.merged_into is not None and page.sight.serves(page.case)


def _where_it_goes_on(request: HttpRequest, into: Case) -> HttpResponse | None:
    """Lead to the case in which a merged one goes on, None where the person may not see that one."""
    if not visible_cases(me(request), at=now()).filter(pk=into.pk).exists():
        return None
    list_ = request.GET.get("list")
    along = "" if list_ is None else f"?{urlencode({'list': list_})}"
    return redirect(reverse("respond:case", args=[into.number]) + along)


def _begun(page: CasePage, around: Beside) -> dict[str, object]:
    decided = page.decision.outcome if page.decision else INTERIM
    recourse = page.decision.recourse if page.decision else ""
    return {
        "text": around.draft,
        "outcome": decided,
        "recourse": recourse,
        "channel": page.case.feedback.channel,
        "newest": page.newest,
    }


def _shown(
    request: HttpRequest, page: CasePage, around: Beside, answer_form: AnswerForm, **more: object
) -> HttpResponse:
    others = [unit for unit in page.sight.units if unit.pk != page.case.unit_id]
    forms = {
        "answer_form": answer_form,
        "decide_form": DecideForm(auto_id="decide_%s"),
        "assess_form": AssessForm(initial={"kind": page.case.kind}),
        "offer_form": OfferForm(auto_id="offer_%s", units=others),
        "refuse_form": RefuseForm(auto_id="refuse_%s"),
        "task_form": TaskForm(auto_id="task_%s", initial={"until": max(page.case.due_at, now())}, units=others),
        "result_form": ResultForm(auto_id=False),
        "close_form": CloseForm(),
        "reopen_form": ReopenForm(auto_id="reopen_%s"),
        "reminder_form": ReminderForm(auto_id="reminder_%s"),
        "goodwill_form": GoodwillForm(auto_id="goodwill_%s"),
    }
    shown = {"page": page, "case": page.listed, "beside": around, "tone": around.tone, "here": around.here}
    shown |= {"merges": merges_into(page.case), "may_separate": _may_separate(request, page)} | _place(request, page)
    return render(request, "respond/case.html", {**shown, **forms, **more})


def _place(request: HttpRequest, page: CasePage) -> dict[str, object]:
    """Where the case stands in the list from which the person came; nothing where the person came otherwise."""
    came_from = (request.POST if request.method == "POST" else request.GET).get("list")
    if came_from is None:
        return {}
    pick = wanted(QueryDict(came_from[:1000]))
    beside_it = neighbours(page.case, pick, sight=page.sight, at=now())
    return {"list": pick.address, "has_list": True, "neighbours": beside_it}
