"""Customers: look one up, see what is known, note what they say about being contacted."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kunding.customers import actions
from kunding.customers.forms import ConsentForm
from kunding.customers.models import Customer
from kunding.customers.queries.duplicates import open_suggestions
from kunding.customers.queries.search import found_customers
from kunding.people.models import Person


@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    """Look customers up."""
    words = request.GET.get("words", "")
    page, found = found_customers(words, number=request.GET.get("page", "1"))
    doubtful = open_suggestions().count()
    return render(
        request, "customers/customers.html", {"page": page, "found": found, "words": words, "doubtful": doubtful}
    )


@require_POST
def consent(request: HttpRequest, key: int) -> HttpResponse:
    """Note what the customer says about being contacted."""
    customer, form = get_object_or_404(Customer, pk=key), ConsentForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Choose what the customer said, about what, and how it can be shown."))
        return redirect(customer)
    try:
        actions.note_consent(
            customer=customer.pk, by=cast(Person, request.user), said_at=now(), at=now(), **form.cleaned_data
        )
        messages.success(request, gettext("Noted. It counts from now on."))
    except actions.StatementIsWrong as wrong:
        messages.warning(request, str(wrong))
    return redirect(customer)
