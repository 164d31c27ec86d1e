"""One customer, with everything that they and we said, over all units and channels."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kunding.customers.forms import ConsentForm
from kunding.customers.models import Customer
from kunding.respond.queries.one_face import one_face
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
