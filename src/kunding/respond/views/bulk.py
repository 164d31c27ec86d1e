"""One act on many ticked cases: each case all or nothing, and a sentence says what became of them."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kunding.respond import actions
from kunding.respond.forms import BulkForm
from kunding.respond.models import Case
from kunding.respond.queries.inbox import wanted
from kunding.respond.queries.sight import served_cases
from kunding.respond.views.doing import REFUSALS, me
from kunding.respond.wording import bulk_done, bulk_refused

MOST = 200  # cases in one go


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do one act on the ticked cases."""
    query = wanted(QueryDict(request.POST.get("query", "")[:1000])).address
    word, form, numbers = request.POST.get("act", ""), BulkForm(request.POST), request.POST.getlist("case")[:MOST]
    form.is_valid()
    do = _act(request, word, form)
    if not numbers:
        messages.warning(request, gettext("Tick the cases first."))
    elif isinstance(do, str):
        messages.warning(request, do)
    else:
        _each(request, word, numbers, do)
    return redirect(reverse("respond:cases") + (f"?{query}" if query else ""))


def _each(request: HttpRequest, word: str, numbers: list[str], do: Callable[[Case], object]) -> None:
    cases = served_cases(me(request), at=now()).filter(number__in=numbers)
    done, refused = 0, Counter[str]()
    for case in cases:
        try:
            do(case)
            done += 1
        except REFUSALS as no:
            refused[type(no).__name__] += 1
    refused["unseen"] = len(set(numbers)) - done - refused.total()
    told = [bulk_done(word, done)] if done else []
    told += [bulk_refused(why, count) for why, count in refused.items() if count > 0]
    (messages.success if done else messages.warning)(request, ", ".join(told) + ".")


def _act(request: HttpRequest, word: str, form: BulkForm) -> Callable[[Case], object] | str:
    """The act, or what is missing for it."""
    person, said, at = me(request), form.cleaned_data, now()
    if word == "take_over":
        return lambda case: actions.take_over(case=case, person=person, at=at)
    if word == "close":
        return lambda case: actions.close(case=case, by=person, at=at)
    if word == "label":
        label = said.get("label")
        if label is None:
            return gettext("Choose a label.")
        return lambda case: actions.add_label(case=case, label=label, by=person, at=at)
    if word == "assess":
        kind = said.get("kind")
        if not kind:
            return gettext("Choose a kind.")
        return lambda case: actions.assess(case=case, kind=kind, by=person, at=at)
    to, reason = said.get("unit"), said.get("reason", "")
    if word != "offer" or to is None or not reason:
        return gettext("Choose the unit that gets the cases, and say why.")
    return lambda case: actions.offer(case=case, to=to, by=person, reason=reason, at=at)
