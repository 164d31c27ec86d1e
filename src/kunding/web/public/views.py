"""The pages that customers see."""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kunding.journeys.models import Touchpoint
from kunding.listen import files
from kunding.listen.pictures import MOST
from kunding.respond.actions import ActIsOutOfPlace, VerdictIsThere, VerdictTooEarly, give_verdict
from kunding.respond.models import Case
from kunding.respond.queries.links import linked_case
from kunding.respond.queries.news import news_of
from kunding.respond.queries.public import photos_of, public_case
from kunding.respond.signing import link_word
from kunding.web.public.door import AskedTooOften, case_behind, for_customers
from kunding.web.public.forms import MatterForm, ReopenForm, VerdictForm, WordsForm, once, photos_sent
from kunding.web.public.limits import ALL_NEW_MATTERS, MESSAGES, NEW_MATTERS, spend
from kunding.web.public.writing import add_words, new_matter, open_again, want_news

DONE = ("received", "added", "judged", "judged_before", "too_early", "reopened", "is_open", "news", "no_news")
# What a stranger uploaded is never a page of ours: it is saved, not opened, and may do nothing.
FILE_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


@for_customers
@require_GET
def case(request: HttpRequest, word: str) -> HttpResponse:
    """Show who takes care, until when, and what comes next."""
    return _case_page(request, word, case_behind(request, word))


@for_customers
@require_POST
def add(request: HttpRequest, word: str) -> HttpResponse:
    """Keep what the customer adds."""
    found, form = case_behind(request, word), WordsForm(request.POST)
    if not spend(MESSAGES, request):
        raise AskedTooOften
    photos, trouble = photos_sent(_sent(request))
    form.fields["text"].required = not photos
    if not form.is_valid() or trouble:
        return _case_page(request, word, found, {"words_form": form, "photo_trouble": trouble})
    writer, once_ = linked_case(found, word), form.cleaned_data["once"]
    add_words(found, form.cleaned_data["text"], photos, once=once_, at=now(), writer=writer)
    return _back(request, word, "added")


@for_customers
@require_POST
def verdict(request: HttpRequest, word: str) -> HttpResponse:
    """Keep what the customer says of the answer; once in each round."""
    found, form = case_behind(request, word), VerdictForm(request.POST)
    if not form.is_valid():
        return _case_page(request, word, found, {"verdict_form": form})
    try:
        give_verdict(case=found, at=now(), language=get_language() or "", **form.cleaned_data)
    except VerdictIsThere:
        return _back(request, word, "judged_before")
    except VerdictTooEarly:
        return _back(request, word, "too_early")
    return _back(request, word, "judged")


@for_customers
@require_POST
def reopen(request: HttpRequest, word: str) -> HttpResponse:
    """Open a closed matter again."""
    found, form = case_behind(request, word), ReopenForm(request.POST)
    if not form.is_valid():
        return _case_page(request, word, found, {"reopen_form": form})
    try:
        open_again(found, form.cleaned_data["text"], at=now(), writer=linked_case(found, word))
    except ActIsOutOfPlace:
        return _back(request, word, "is_open")
    return _back(request, word, "reopened")


@for_customers
@require_POST
def news(request: HttpRequest, word: str) -> HttpResponse:
    """Keep whether the customer wants to hear when the cause is gone."""
    found, wants = case_behind(request, word), request.POST.get("wants") == "yes"
    if not spend(MESSAGES, request):
        raise AskedTooOften
    want_news(found, wants=wants, at=now())
    # An objection in the ledger is stronger than a wish in one matter.
    kept = news_of(found, at=now())
    return _back(request, word, "news" if kept and kept.wanted else "no_news")


@for_customers
@require_GET
def photo(request: HttpRequest, word: str, key: int) -> HttpResponse:
    """Return a photo that the customer sent."""
    found = photos_of(case_behind(request, word), word=word).filter(pk=key).first()
    if found is None:
        raise Http404
    try:
        content = files.read(found.digest)
    except files.FileIsMissing as missing:
        raise Http404 from missing
    named = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(content, content_type=found.media_type, headers=FILE_HEADERS | named)


@for_customers
@require_http_methods(["GET", "POST"])
def tell_us(request: HttpRequest) -> HttpResponse:
    """Take in something new, and lead to its page."""
    if request.method != "POST":
        place = _place(request.GET.get("ort", ""))
        form = MatterForm(initial={"once": once(), "touchpoint": place.code if place else ""})
        return _form_page(request, form, place)
    form = MatterForm(request.POST)
    photos, trouble = photos_sent(_sent(request))
    if not form.is_valid() or trouble:
        return _form_page(request, form, _place(request.POST.get("touchpoint", "")), trouble)
    if not spend(NEW_MATTERS, request) or not spend(ALL_NEW_MATTERS, request):
        raise AskedTooOften
    opened = new_matter(form.cleaned_data, photos, at=now())
    return _back(request, link_word(opened.number), "received")


def _case_page(
    request: HttpRequest, word: str, found: Case, entered: Mapping[str, object] | None = None
) -> HttpResponse:
    done = request.GET.get("done", "")
    shown = {
        "page": public_case(found, at=now(), word=word),
        "word": word,
        "done": done if done in DONE else "",
        "link": f"{settings.KUNDING_URL}{reverse('public:case', args=[word])}",
        "words_form": WordsForm(initial={"once": once()}),
        "verdict_form": VerdictForm(),
        "reopen_form": ReopenForm(),
        "here": reverse("public:case", args=[word]),
        "stamp": pgettext("date and time format", "j M Y, g:i A"),
        **_surroundings(request),
        **(entered or {}),
    }
    return render(
        request, "web/public/case.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if entered else HTTPStatus.OK
    )


def _form_page(request: HttpRequest, form: MatterForm, place: Touchpoint | None, trouble: str = "") -> HttpResponse:
    here = reverse("public:tell_us")
    shown = {"form": form, "place": place, "photo_trouble": trouble, "here": here, **_surroundings(request)}
    wrong = form.is_bound
    return render(
        request, "web/public/form.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    )


def _surroundings(request: HttpRequest) -> dict[str, object]:
    return {
        "lang": request.GET.get("lang", ""),
        "most_photos": MOST,
        "privacy": settings.KUNDING_PRIVACY_URL,
        "whistleblowers": settings.KUNDING_WHISTLEBLOWER_URL,
    }


def _back(request: HttpRequest, word: str, done: str) -> HttpResponse:
    asked = request.GET.get("lang", "")
    lang = f"&lang={asked}" if asked in {"de", "en"} else ""
    return redirect(f"{reverse('public:case', args=[word])}?done={done}{lang}")


def _sent(request: HttpRequest) -> "list[UploadedFile[bytes]]":
    return [file for file in request.FILES.getlist("photos") if isinstance(file, UploadedFile)]


def _place(code: str) -> Touchpoint | None:
    return Touchpoint.objects.filter(code=code[:60]).first() if code else None
