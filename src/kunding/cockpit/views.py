"""The cockpit's pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kunding.cockpit.charts import course_chart
from kunding.cockpit.filters import ALL, chosen
from kunding.cockpit.links import links, to_gulf
from kunding.cockpit.queries import choices, cockpit
from kunding.cockpit.queries.feedback import MOST_PAGES, PER_PAGE, feedback_page
from kunding.cockpit.queries.feedback import one_feedback as whole_feedback
from kunding.cockpit.queries.gulfs import heat_map
from kunding.cockpit.queries.page import newest_day
from kunding.cockpit.report import as_pdf, board
from kunding.cockpit.squares import rows_of
from kunding.lake.metrics import METRICS
from kunding.listen.models import Feedback
from kunding.understand.models import Intent, Sentiment, Theme

FILTERS = ("period", "since", "until", "unit", "touchpoint", "journey", "channel", "segment", "sentiment")


@require_GET
def first_page(request: HttpRequest) -> HttpResponse:
    """Show the whole on one page."""
    whole = cockpit(chosen(request.GET.dict()), at=now())
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    page = {
        "whole": whole,
        "picked": whole.picked,
        "choices": choices(),
        "course": course_chart(whole.course, kept),
        "links": links(whole.picked, whole.span),
        "gulfs": [(gulf, to_gulf(gulf, whole.picked, whole.span)) for gulf in whole.gulfs],
    }
    return render(request, "cockpit/cockpit.html", page)


@require_GET
def gulfs(request: HttpRequest) -> HttpResponse:
    """Show the gulfs between units: what goes over each boundary, and what is lost there."""
    at = now()
    picked = chosen(request.GET.dict())
    whole = heat_map(picked, at=at, today=newest_day(at))
    return render(
        request,
        "cockpit/heat_map.html",
        {"whole": whole, "picked": picked, "choices": choices(), "rows": rows_of(whole, picked)},
    )


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Give the board report as a PDF, for the period and the filters in the address."""
    at = now()
    told = as_pdf(board(chosen(request.GET.dict()), at=at))
    name = f"kunding-{at:%Y-%m-%d}.pdf"
    return HttpResponse(
        told, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_GET
def method(request: HttpRequest) -> HttpResponse:
    """Show how each figure is computed."""
    return render(request, "cockpit/method.html", {"metrics": METRICS.values()})


@require_GET
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the feedback behind a figure, a theme or a search."""
    picked = chosen(request.GET.dict())
    picked = picked.within(picked.period or ALL)
    page, rows = feedback_page(picked, number=request.GET.get("page", "1"), at=now())
    return render(
        request,
        "cockpit/feedback.html",
        {
            "picked": picked,
            "page": page,
            "rows": rows,
            "narrowed_to": Theme.objects.filter(pk=picked.theme).first() if picked.theme else None,
            "most": PER_PAGE * MOST_PAGES,
            "choices": choices(),
            "sentiments": Sentiment.choices,
            "intents": Intent.choices,
            "world": [
                ("asked", gettext("asked whether they recommend us")),
                ("recommends", gettext("recommend us")),
                ("warns", gettext("warn of us")),
            ],
        },
    )


@require_GET
def one_feedback(request: HttpRequest, key: int) -> HttpResponse:
    """Show one feedback with everything that is known about it."""
    try:
        whole = whole_feedback(key)
    except Feedback.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "cockpit/one_feedback.html", {"whole": whole, "row": whole.row})
