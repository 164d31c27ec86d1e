"""`/api/v1/ask`: a question to the lake."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from kunding.lake import filter_written
from kunding.lake.installed import the_lake

questions = Router(tags=["ask"])


@questions.get("", url_name="ask")
def ask(
    request: HttpRequest, metric: list[str] = Query(...), by: list[str] = Query([]), where: list[str] = Query([])
) -> list[dict[str, Any]]:
    """Ask the lake: `?metric=nps&by=month&where=channel=mail`. Each metric comes with n and its 95 % interval."""
    answer = the_lake().ask(metric, by=by, where=[filter_written(one) for one in where])
    return list(answer.to_pylist())
