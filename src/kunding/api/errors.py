"""What a request is told that cannot be answered: programs one sentence as JSON, people a page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from kunding.api.middleware import PREFIX

NOT_OPEN = "The role of the token's person does not include this; an administrator can give it."
NOT_THERE = "There is nothing at this address; /api/v1/schema.json lists all of them."
OUR_FAULT = "Something went wrong on our side; nothing was half done. Try again, and tell your administrator the time."


def not_open(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _told(request, NOT_OPEN, HTTPStatus.FORBIDDEN) or defaults.permission_denied(request, exception)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _told(request, NOT_THERE, HTTPStatus.NOT_FOUND) or defaults.page_not_found(request, exception)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _told(request, OUR_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR) or defaults.server_error(request)


def _told(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse | None:
    return JsonResponse({"detail": sentence}, status=status) if request.path.startswith(PREFIX) else None
