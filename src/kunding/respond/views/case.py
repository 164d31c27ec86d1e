"""One case: what this person needs next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
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
    OfferForm,
    RefuseForm,
    ReopenForm,
    ResultForm,
    TaskForm,
    first_trouble,
)
from kunding.respond.models import Case, Outcome
from kunding.respond.queries.case_pages import CasePage, case_page
from kunding.respond.views.doing import act, me, refuse, served


@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show one case."""
    try:
        page = case_page(number, viewer=me(request), at=now())
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "respond/case.html", {"page": page, "case": page.listed, **_forms(page)})


@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the customer something."""
    found, form = served(request, number), AnswerForm(request.POST)
    if not form.is_valid():
        return refuse(request, number, first_trouble(form))
    told = form.cleaned_data
    return act(
        request, number, gettext("The answer is kept."),
        lambda: actions.answer(
            case=found, by=me(request), text=told["text"], decides=told["outcome"] != INTERIM,
            outcome=told["outcome"] or Outcome.EXPLAINED, recourse=told["recourse"], channel=told["channel"], at=now(),
        ),
    )  # fmt: skip


def _forms(page: CasePage) -> dict[str, object]:
    decided = page.decision.outcome if page.decision else INTERIM
    return {
        "answer_form": AnswerForm(initial={"outcome": decided, "channel": page.case.feedback.channel}),
        "decide_form": DecideForm(prefix=None, auto_id="decide_%s"),
        "assess_form": AssessForm(initial={"kind": page.case.kind}),
        "offer_form": OfferForm(auto_id="offer_%s"),
        "refuse_form": RefuseForm(auto_id="refuse_%s"),
        "task_form": TaskForm(auto_id="task_%s", initial={"until": page.case.due_at}),
        "result_form": ResultForm(auto_id=False),
        "close_form": CloseForm(),
        "reopen_form": ReopenForm(auto_id="reopen_%s"),
    }
