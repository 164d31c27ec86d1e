"""`/api/v1/ask`: a question to the lake."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kunding.lake import filter_written
from kunding.lake.installed import the_lake

questions = Router(tags=["ask"])


class Asked(Schema):
    """A question; each part may be given several times."""

    metric: list[str]
    by: list[str] = []
    where: list[str] = []


@questions.get("", url_name="ask")
def ask(request: HttpRequest, asked: Query[Asked]) -> list[dict[str, Any]]:
    """Ask the lake: `?metric=nps&by=month&where=channel=mail`. Each metric comes with n and its 95 % interval."""
    answer = the_lake().ask(asked.metric, by=asked.by, where=[filter_written(one) for one in asked.where])
    return list(answer.to_pylist())
