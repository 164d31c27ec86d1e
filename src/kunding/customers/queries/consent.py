"""Who may be contacted for what, and what each customer said about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from kunding.customers.models import Channel, Consent, Contact, Ground, Purpose, Verdict
from kunding.customers.queries.limits import limits
from kunding.customers.queries.one_person import everyone_of, records_of, survivors_of
from kunding.customers.rules import consent as rules
from kunding.customers.rules.consent import Because, Cap, Permission, Statement

_AT_ONCE = 5_000


@dataclass(frozen=True)
class Entry:
    """One row of the ledger, in words."""

    at: datetime
    purpose: str
    channel: str
    verdict: str
    ground: str
    proof: str
    by: str


def may_contact(customer: int, *, purpose: str, channel: str, at: datetime) -> Permission:
    """Return whether this customer may be contacted for a purpose on a channel, and why."""
    return who_may_be_contacted([customer], purpose=purpose, channel=channel, at=at)[customer]


def who_may_be_contacted(
    customers: Iterable[int], *, purpose: str, channel: str, at: datetime
) -> dict[int, Permission]:
    """Return the permission of each of these customers; what any record of a person said counts for all of them."""
    asked = sorted(set(customers))
    cap = caps_in_force().get(purpose)
    found: dict[int, Permission] = {}
    for begin in range(0, len(asked), _AT_ONCE):
        shown = survivors_of(asked[begin : begin + _AT_ONCE])
        whose = records_of(shown.values())
        said, contacts = _statements(whose, at), _contacts(whose, purpose, cap, at)
        for key, person in shown.items():
            found[key] = rules.may_contact(
                said[person], purpose=purpose, channel=channel, at=at, contacts=contacts[person], cap=cap
            )
    return found


def caps_in_force() -> Mapping[str, Cap]:
    """Return how often a customer may be contacted per purpose."""
    held = limits()
    return rules.caps(
        surveys=Cap(held.surveys, held.survey_days), advertising=Cap(held.advertising, held.advertising_days)
    )


def ledger_of(customer: int) -> list[Entry]:
    """Return all that a person said about being contacted, the newest first, whichever record it came to."""
    rows = Consent.objects.filter(customer__in=everyone_of(customer)).select_related("by").order_by("-at", "-pk")
    return [
        Entry(
            at=row.at,
            purpose=str(Purpose(row.purpose).label) if row.purpose else gettext("everything"),
            channel=str(Channel(row.channel).label) if row.channel else gettext("every channel"),
            verdict=str(Verdict(row.verdict).label),
            ground=str(Ground(row.ground).label) if row.ground else "",
            proof=row.proof,
            by=row.by.name if row.by else "",
        )
        for row in rows
    ]


def in_words(permission: Permission) -> str:
    """Return the permission as a sentence."""
    words = {
        Because.CONSENT: gettext("Yes: the customer agreed."),
        Because.EXISTING_CUSTOMER: gettext("Yes: existing customer, and never objected (§ 7 (3) UWG)."),
        Because.LETTER: gettext("Yes: letters may be sent until the customer objects."),
        Because.OBJECTED: gettext("No: the customer objected."),
        Because.WITHDRAWN: gettext("No: the customer took the consent back."),
        Because.NO_CONSENT: gettext("No: the customer has not agreed."),
        Because.TOO_OFTEN: gettext("Not now: the customer was asked often enough."),
    }
    return words[permission.because]


def _statements(whose: Mapping[int, int], at: datetime) -> dict[int, list[Statement]]:
    rows = Consent.objects.filter(customer__in=list(whose), at__lte=at)
    found: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        said = Statement(row.verdict, row.purpose, row.channel, row.ground, row.at)
        found[whose[row.customer_id]].append(said)
    return found


def _contacts(whose: Mapping[int, int], purpose: str, cap: Cap | None, at: datetime) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    if cap is None:
        return found
    rows = Contact.objects.filter(customer__in=list(whose), purpose=purpose)
    recent = rows.filter(at__gt=at - timedelta(days=cap.days), at__lte=at)
    for customer, moment in recent.values_list("customer", "at"):
        found[whose[customer]].append(moment)
    return found
