"""A debt that fails is parked with its error and tried again later."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.loop.models import Parked
from kunding.loop.rules import pause
from kunding.loop.stage import Key


@transaction.atomic
def park(*, stage: str, key: Key, error: str, at: datetime) -> Parked:
    """Park the debt until it may be tried again, each time later."""
    parked = Parked.objects.filter(stage=stage, key=str(key)).first()
    parked = parked or Parked(stage=stage, key=str(key), tries=0, first_failed_at=at)
    parked.tries += 1
    parked.error = error[:2000]
    parked.try_again_at = at + pause(tries=parked.tries)
    parked.save()
    return parked


def unpark(*, stage: str, keys: Sequence[Key]) -> None:
    """Forget earlier failures of debts that are paid now."""
    parked = Parked.objects.filter(stage=stage)
    if parked.exists():
        parked.filter(key__in=[str(key) for key in keys]).delete()
