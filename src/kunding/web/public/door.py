"""What all pages for customers share: their language, their headers, their limits, one answer to all that is wrong."""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import activate, get_language, override
from django.views.decorators.csrf import csrf_exempt

from kunding.listen import pictures
from kunding.people.queries import company
from kunding.respond.models import Case
from kunding.respond.queries.letters import language_of
from kunding.respond.queries.public import case_of_link
from kunding.web.public.limits import LOOKS, WRONG_WORDS, is_used_up, spend

View = Callable[..., HttpResponse]
LARGEST = pictures.MOST * pictures.MOST_BYTES + 1_000_000  # bytes of one request
LANGUAGES = {code for code, _ in settings.LANGUAGES}
_ONE_OF_OURS = re.compile(rf"(?:^|,)\s*(?:{'|'.join(sorted(LANGUAGES))})\b", re.IGNORECASE)
# Links and words of customers are kept by nobody on the way: no search engine, no other site, no cache.
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
}


class AskedTooOften(Exception):
    """Somebody tried more wrong words than a typing error explains."""


def for_customers(view: View) -> View:
    """Let anybody in, without cookie, so nothing can be forged.

    In the language of `?lang=`, which links in our letters carry, else of the browser, else of the matter.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **words: object) -> HttpResponse:
        with override(_language_asked_for(request) or get_language()):
            response = _answer(view, request, *args, **words)
            response.headers["Content-Language"] = get_language() or ""
        return _with_headers(response)

    return answer


def case_behind(request: HttpRequest, word: str) -> Case:
    """Return the case to which the link leads; raises Http404, the same for each wrong word, or AskedTooOften.

    Where neither the link nor the browser states a language of ours, the page goes on in the one in which we write.
    """
    if is_used_up(WRONG_WORDS, request):
        raise AskedTooOften
    case = case_of_link(word)
    if case is None:
        spend(WRONG_WORDS, request)
        raise Http404
    if not _language_asked_for(request) and not _ONE_OF_OURS.search(request.headers.get("Accept-Language", "")):
        activate(language_of(case.feedback, otherwise=company().language or settings.LANGUAGE_CODE))
    return case


def _language_asked_for(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else ""


def _answer(view: View, request: HttpRequest, *args: object, **words: object) -> HttpResponse:
    if _size(request) > LARGEST:
        return refusal(request, "large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        if not spend(LOOKS, request):
            raise AskedTooOften
        return view(request, *args, **words)
    except AskedTooOften:
        return refusal(request, "often", HTTPStatus.TOO_MANY_REQUESTS)
    except Http404:
        return refusal(request, "missing", HTTPStatus.NOT_FOUND)


def refusal(request: HttpRequest, why: str, status: HTTPStatus) -> HttpResponse:
    """Return a page with one sentence: missing, often, large."""
    return render(request, "web/public/refusal.html", {"why": why}, status=status)


def _size(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LARGEST + 1


def _with_headers(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
