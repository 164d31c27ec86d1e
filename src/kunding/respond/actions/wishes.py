"""The customer says on the page of the own matter whether to hear when the cause is gone."""

from datetime import datetime

from django.db import transaction

from kunding.respond.actions.acts import tell
from kunding.respond.models import Case, Wish


@transaction.atomic
def wish_for_news(*, case: Case, wants: bool, at: datetime) -> Wish:
    """Keep whether the customer of this case wants to hear when its cause is gone; said twice, it is kept once."""
    newest = Wish.objects.filter(case=case).order_by("-at", "-pk").first()
    if newest is not None and newest.wants == wants:
        return newest
    tell("want_news" if wants else "want_no_news", {case.pk: case}, by="customer", at=at)
    return Wish.objects.create(case=case, wants=wants, at=at)
