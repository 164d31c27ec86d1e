"""One customer, with everything that they and we said, over all units and channels."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kunding.customers.forms import ConsentForm
from kunding.customers.models import Customer
from kunding.customers.queries.one_person import survivor_of
from kunding.customers.queries.search import found_customers
from kunding.respond.queries.one_face import one_face
from kunding.respond.queries.together import together as come_together
from kunding.respond.views.doing import me


@require_GET
def customer(request: HttpRequest, key: int) -> HttpResponse:
    """Show the whole picture of the customer on the line."""
    earlier = request.GET.get("all") == "1"
    try:
        page = one_face(key, viewer=me(request), at=now(), all_of_it=earlier)
    except Customer.DoesNotExist as missing:
        raise Http404 from missing
    if page.card.key != key:
        return redirect("respond:customer", page.card.key)
    return render(request, "respond/customer.html", {"page": page, "card": page.card, "form": ConsentForm()})


@require_GET
def together(request: HttpRequest, key: int) -> HttpResponse:
    """Look up another record of the same person, and show what comes together before anybody says so."""
    words, other = request.GET.get("words", ""), _key(request.GET.get("other", ""))
    try:
        here = Customer.objects.get(pk=survivor_of(key))
        chosen = come_together(here.pk, other, at=now()) if other and survivor_of(other) != here.pk else None
    except Customer.DoesNotExist as missing:
        raise Http404 from missing
    found = [one for one in found_customers(words)[1] if one.key != here.pk] if words.strip() else []
    return render(request, "respond/together.html", {"here": here, "words": words, "found": found, "chosen": chosen})


def _key(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else 0
