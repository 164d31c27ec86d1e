"""Telling customers that the cause is gone: improve knows what was done, respond writes the letter."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kunding.improve.models import Initiative
from kunding.improve.queries import fixed_but_untold
from kunding.improve.queries.told import word_of
from kunding.respond.actions import Fix
from kunding.respond.actions import tell_customers as write
from kunding.respond.queries.letters import cases_to_write_about


@transaction.atomic
def tell_customers(*, keys: Sequence[str], at: datetime) -> int:
    """Write to the customers behind these "initiative:case" keys, unless somebody did, or they objected since."""
    owed = [tuple(map(int, key.split(":"))) for key in fixed_but_untold(at) if key in set(keys)]
    initiatives = Initiative.objects.in_bulk({fix for fix, _ in owed})
    cases = cases_to_write_about([case for _, case in owed]).in_bulk()
    fixes = [Fix(cases[case], word_of(fix), initiatives[fix].told) for fix, case in owed]
    return write(fixes=fixes, at=at)
