"""Plans what goes out to many customers, and lets service say yes or no to it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from kunding.customers.models import Campaign, Outage, OutboundRules, SignOff, Withdrawal
from kunding.customers.queries.campaigns import state_of_campaign
from kunding.customers.queries.limits import limits
from kunding.customers.rules.campaign_rows import CampaignRow, RowIsWrong, campaign_row
from kunding.customers.rules.campaigns import Limits, State
from kunding.people.batches import Outcome, RefusedRow
from kunding.people.models import Person, Role
from kunding.people.queries import roles_of, units_by_word
from kunding.people.reach import reach_of
from kunding.trail.actions import record


class CampaignStays(Exception):
    """The campaign cannot be signed off or withdrawn like this; the text says why."""


@transaction.atomic
def plan_campaigns(*, rows: Sequence[Mapping[str, str]], by: Person, at: datetime) -> Outcome:
    """Take in plans by the names of their fields; a known reference is brought up to date and needs a new yes.

    A row that is no plan is refused with its reason; the others are taken.
    """
    units = {word: unit.pk for word, unit in units_by_word().items()}
    stored, same, refused = 0, 0, []
    for index, fields in enumerate(rows):
        try:
            row = campaign_row(fields)
            if _plan(row, _unit(row.unit, units, by), by, at):
                stored += 1
            else:
                same += 1
        except RowIsWrong as wrong:
            refused.append(RefusedRow(index, wrong.field, wrong.value, wrong.reason))
    if stored:
        record(act="plan_campaigns", actor=by.trail_name, at=at, count=stored)
    return Outcome(stored, same, tuple(refused))


def _unit(word: str, units: Mapping[str, int], by: Person) -> int | None:
    if not word:
        return by.unit_id
    if word.lower() not in units:
        raise RowIsWrong("unit", word, gettext("There is no such unit."))
    return units[word.lower()]


def _plan(row: CampaignRow, unit: int | None, by: Person, at: datetime) -> bool:
    """Store the plan and return whether it says something new."""
    values: dict[str, Any] = {**asdict(row), "unit_id": unit}
    del values["unit"]
    known = Campaign.objects.select_for_update().filter(reference=row.reference).first()
    if known is None:
        Campaign.objects.create(**values, planned_by=by, planned_at=at, changed_at=at)
        return True
    if all(getattr(known, name) == value for name, value in values.items()):
        return False
    Campaign.objects.filter(pk=known.pk).update(**values, planned_by=by, changed_at=at)
    return True


@transaction.atomic
def sign_off(*, campaign: Campaign, approved: bool, by: Person, at: datetime, reason: str = "") -> SignOff:
    """Say yes or no for service. Raises CampaignStays where this person cannot, or nothing waits for a yes."""
    held = limits()
    if state_of_campaign(campaign, held) is State.WITHDRAWN:
        raise CampaignStays(gettext("The campaign was withdrawn."))
    if not may_sign_off(by, held):
        raise CampaignStays(gettext("The lead of service or the Chief Customer Officer signs off."))
    if campaign.planned_by_id == by.pk:
        raise CampaignStays(gettext("Whoever planned it cannot sign it off: ask somebody else."))
    if not approved and not reason.strip():
        raise CampaignStays(gettext("Say why not, so that it can be planned anew."))
    verdict = "approved" if approved else "refused"
    row = SignOff.objects.create(campaign=campaign, verdict=verdict, reason=reason.strip()[:300], by=by, at=at)
    _tell("sign_off_campaign", campaign, by, at, verdict=verdict)
    return row


def may_sign_off(person: Person, held: Limits) -> bool:
    """Return whether this person speaks for service: its lead, or the CCO."""
    roles = roles_of(person)
    if Role.CCO in roles:
        return True
    return Role.LEAD in roles and held.service is not None and held.service in reach_of(person).units


@transaction.atomic
def withdraw_campaign(*, campaign: Campaign, by: Person, at: datetime) -> Withdrawal:
    """Say that the campaign does not go out."""
    _tell("withdraw_campaign", campaign, by, at)
    return Withdrawal.objects.get_or_create(campaign=campaign, defaults={"by": by, "at": at})[0]


@transaction.atomic
def send_after_all(*, campaign: Campaign, by: Person, at: datetime) -> None:
    """Take a withdrawal back: the plan stands again, with the yes or no that it had."""
    if not Withdrawal.objects.filter(campaign=campaign).delete()[0]:
        raise CampaignStays(gettext("The campaign was not withdrawn."))
    _tell("send_after_all", campaign, by, at)


@transaction.atomic
def note_outage(*, name: str, starts_on: date, ends_on: date, by: Person, at: datetime) -> Outage:
    """Note days on which service cannot take many questions."""
    if ends_on < starts_on:
        raise CampaignStays(gettext("The last day lies before the first."))
    row = Outage.objects.create(name=name.strip()[:200], starts_on=starts_on, ends_on=ends_on, by=by, at=at)
    record(act="note_outage", actor=by.trail_name, at=at, subject=f"outage:{row.pk}")
    return row


@transaction.atomic
def set_limits(*, limits: Limits, by: Person, at: datetime) -> OutboundRules:
    """Let this much go out from now on."""
    values = asdict(limits)
    row = OutboundRules.objects.create(service_id=values.pop("service"), **values, by=by, at=at)
    record(act="set_outbound_rules", actor=by.trail_name, at=at, detail=asdict(limits))
    return row


def _tell(act: str, campaign: Campaign, by: Person, at: datetime, **detail: object) -> None:
    record(act=act, actor=by.trail_name, at=at, subject=f"campaign:{campaign.pk}", detail=detail)
