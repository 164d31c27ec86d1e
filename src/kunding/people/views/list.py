"""The list of people, and how somebody new comes in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from kunding.people import actions
from kunding.people.actions.accounts import PersonIsWrong
from kunding.people.forms import AbsenceForm, AddForm
from kunding.people.invitation import password_link
from kunding.people.keeping import is_administrator, led_people
from kunding.people.queries import absences_from, people_listed
from kunding.people.views.looking_after import me
from kunding.people.views.person import kept_page


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show everybody to administrators, and to leads the people of their units."""
    viewer = me(request)
    keeps = is_administrator(viewer)
    rows = people_listed(None if keeps else led_people(viewer), words=request.GET.get("words", ""))
    away = absences_from(localdate(), people=[row.pk for row in rows])
    shown = [(row, away.get(row.pk, []), None if keeps else AbsenceForm(of=row)) for row in rows]
    return render(request, "people/people.html", {"rows": shown, "keeps": keeps, "words": request.GET.get("words", "")})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a person and show the link with which they set their password."""
    if not is_administrator(me(request)):
        raise Http404
    form = AddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            person = actions.add_person(
                email=entered["email"],
                name=entered["name"],
                roles=[entered["role"]],
                unit=entered["unit"],
                language=entered["language"],
                password=None,
                at=now(),
                actor=me(request).trail_name,
            )
        except PersonIsWrong as wrong:
            form.add_error("email", str(wrong))
        else:
            return kept_page(request, person, link=password_link(person))
    return render(request, "people/add.html", {"form": form})
