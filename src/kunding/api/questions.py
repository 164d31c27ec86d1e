"""`/api/v1/ask`: a question to the lake."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kunding.lake import Ask, filter_written
from kunding.people.team_figures import ask_of_teams

questions = Router(tags=["ask"])


class Asked(Schema):
    """A question; each part may be given several times."""

    metric: list[str]
    by: list[str] = []
    where: list[str] = []


@questions.get("", url_name="ask")
def ask(request: HttpRequest, asked: Query[Asked]) -> list[dict[str, Any]]:
    """Ask the lake: `?metric=nps&by=month&where=channel=mail`. Each metric comes with n and its 95 % interval."""
    where = [filter_written(one) for one in asked.where]
    (answer,) = ask_of_teams([Ask(asked.metric, by=asked.by, where=where)])
    return list(answer.to_pylist())
