"""The REST door: the same actions and questions as the pages and the command."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from kunding import __version__
from kunding.api.campaigns import campaigns
from kunding.api.cases import cases
from kunding.api.feedback import feedback
from kunding.api.pains import pains
from kunding.api.questions import questions
from kunding.api.webhooks import webhooks
from kunding.lake import FilterError, QuestionError

api = NinjaAPI(
    title="Kunding",
    version=__version__,
    urls_namespace="api",
    docs_url=None,  # the page would fetch its script from outside; the schema is served as JSON
    openapi_url="/schema.json",
)
api.add_router("/feedback", feedback)
api.add_router("/cases", cases)
api.add_router("/pains", pains)
api.add_router("/campaigns", campaigns)
api.add_router("/ask", questions)
api.add_router("/webhooks", webhooks)


@api.exception_handler(FilterError)
@api.exception_handler(QuestionError)
def question_is_wrong(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a question that cannot be asked with one sentence."""
    return api.create_response(request, {"detail": str(error)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
