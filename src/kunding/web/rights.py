"""The rights of a customer on the customer's page: to know what is held, and to have it erased.

Both reach into every room, so they stand at the door.
"""

from collections.abc import Callable, Mapping
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kunding.customers.models import Customer
from kunding.customers.queries.subject import sharing_an_address
from kunding.loop.actions import CasesAreOpen, disclose_person, erase_person
from kunding.loop.rights.disclosure import as_zip
from kunding.loop.rights.holdings import Holdings, held_of_customer
from kunding.people.models import Person


@require_POST
def disclose(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out everything that is held about the customer as one archive."""
    held = _held(key)
    told = disclose_person(held=held, by=cast(Person, request.user), at=now())
    answer = HttpResponse(as_zip(told), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="disclosure-{key}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, key: int) -> HttpResponse:
    """Ask before everything that names the customer is erased; done when the customer number is typed."""
    held = _held(key)
    numbers = list(Customer.objects.filter(pk__in=held.subject.records).values_list("reference", flat=True))
    if request.method != "POST":
        page = {"held": held, "rows": _rows(held), "number": numbers[0], "waiting": held.open_cases}
        page["others"] = sharing_an_address(held.subject)
        return render(request, "web/erase.html", page)
    if request.POST.get("number", "").strip() not in numbers:
        messages.warning(request, gettext("That is not this customer’s number: nothing was erased."))
        return redirect("web:erase", key)
    try:
        erase_person(
            subject=held.subject,
            by=cast(Person, request.user),
            at=now(),
            with_open_cases=request.POST.get("with_open_cases") == "yes",
        )
    except CasesAreOpen as waiting:
        messages.warning(request, str(waiting))
        return redirect("web:erase", key)
    messages.success(request, gettext("The customer is erased. Files and figures follow within minutes."))
    return redirect("customers:customers")


def _held(key: int) -> Holdings:
    if not Customer.objects.filter(pk=key).exists():
        raise Http404
    return held_of_customer(key)


def _rows(held: Holdings) -> list[str]:
    """Return how much there is of each kind, in words."""
    counts: Mapping[str, int] = held.counts()
    words: Mapping[str, Callable[[int], str]] = {
        "customers": lambda n: ngettext("%(n)s customer record", "%(n)s customer records", n),
        "feedback": lambda n: ngettext("%(n)s piece of feedback", "%(n)s pieces of feedback", n),
        "mails": lambda n: ngettext("%(n)s e-mail", "%(n)s e-mails", n),
        "files": lambda n: ngettext("%(n)s file", "%(n)s files", n),
        "cases": lambda n: ngettext("%(n)s case", "%(n)s cases", n),
        "answers": lambda n: ngettext("%(n)s answer", "%(n)s answers", n),
        "letters": lambda n: ngettext("%(n)s letter of ours", "%(n)s letters of ours", n),
        "notes": lambda n: ngettext("%(n)s note", "%(n)s notes", n),
        "verdicts": lambda n: ngettext("%(n)s verdict", "%(n)s verdicts", n),
    }
    return [said(counts[kind]) % {"n": counts[kind]} for kind, said in words.items() if counts[kind]]
