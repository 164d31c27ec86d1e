"""What is going out, to whom, and what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays
from babel.dates import format_skeleton
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext

from kunding.customers.models import Campaign, Channel, Customer, Outage
from kunding.customers.queries.limits import limits
from kunding.customers.queries.one_person import everyone_of
from kunding.customers.rules.campaign_rows import CampaignRow
from kunding.customers.rules.campaigns import Clash, ClashKind, Closed, Limits, Plan, State, clashes, state_of
from kunding.people.models import Company

GOES_OUT = (State.FREE, State.WAITING, State.APPROVED)  # is planned to; what waits still needs a yes


@dataclass(frozen=True)
class Shown:
    """One campaign as the calendar shows it."""

    key: int
    name: str
    what: str
    unit: str
    channel: str
    audience: str  # in words, with the segment
    size: int
    starts_on: date
    ends_on: date
    state: State
    state_words: str
    refused_because: str
    decided_by: str
    planned_by: str
    warnings: tuple[str, ...]
    here: bool  # it goes out today


@dataclass(frozen=True)
class Month:
    """One month of the calendar."""

    first: date
    before: date
    after: date
    shown: list[Shown]
    outages: list[Outage]


def month_of(day: date, *, at: datetime) -> Month:
    """Return what goes out in the month of `day`."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    found = _between(first, after - timedelta(days=1))
    return Month(
        first=first,
        before=(first - timedelta(days=1)).replace(day=1),
        after=after,
        shown=shown_campaigns(list(found), at=at),
        outages=list(Outage.objects.filter(starts_on__lt=after, ends_on__gte=first).order_by("starts_on", "pk")),
    )


def campaigns_reaching(customer: int, *, at: datetime) -> list[Shown]:
    """Return the campaigns that reach this customer today, as far as their segments tell; refused ones do not."""
    records = Customer.objects.filter(pk__in=everyone_of(customer))
    segments = {"", *records.values_list("segment", flat=True)}
    today = localdate(at)
    found = _between(today, today).filter(segment__in=segments)
    return [one for one in shown_campaigns(list(found), at=at) if one.state in GOES_OUT]


def waiting_for_sign_off(*, at: datetime) -> list[Shown]:
    """Return what waits for service's yes, the nearest first."""
    coming = Campaign.objects.filter(ends_on__gte=localdate(at), size__gte=limits().sign_off_from)
    return [one for one in shown_campaigns(list(_joined(coming)), at=at) if one.state is State.WAITING]


def shown_campaigns(campaigns: Sequence[Campaign], *, at: datetime) -> list[Shown]:
    """Return campaigns with their state and with what is wrong with them, in the reader's language."""
    if not campaigns:
        return []
    held = limits()
    far = timedelta(days=held.same_audience_days)
    first, last = min(one.starts_on for one in campaigns) - far, max(one.ends_on for one in campaigns) + far
    going = [one for one in _between(first, last) if state_of_campaign(one, held) in GOES_OUT]
    beside = [plan_of(one) for one in going]
    outages = [Closed(one.name, one.starts_on, one.ends_on) for one in _outages(first, last)]
    silent = days_without_answer(first, last)

    def wrong_with(one: Campaign) -> tuple[str, ...]:
        found = clashes(plan_of(one), beside, outages=outages, nobody_answers=silent, limits=held)
        return tuple(clash_words(clash) for clash in found)

    today = localdate(at)
    return [_shown(one, held, today, wrong_with) for one in campaigns]


def state_of_campaign(campaign: Campaign, held: Limits) -> State:
    """Return how far a campaign is."""
    return state_of(
        size=campaign.size,
        changed_at=campaign.changed_at,
        verdicts=[(one.at, one.verdict) for one in campaign.sign_offs.all()],
        withdrawn=hasattr(campaign, "withdrawal"),
        limits=held,
    )


def plan_of(campaign: Campaign) -> Plan:
    """Return the campaign as the rules take it."""
    return Plan(
        key=campaign.pk,
        name=campaign.name,
        channel=campaign.channel,
        audience=campaign.audience,
        segment=campaign.segment,
        size=campaign.size,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )


def rows_to_export() -> list[CampaignRow]:
    """Return all campaigns that were not withdrawn, as files hold them."""
    kept = Campaign.objects.filter(withdrawal=None).select_related("unit").order_by("starts_on", "pk")
    return [
        CampaignRow(
            reference=one.reference,
            name=one.name,
            what=one.what,
            unit=one.unit.code if one.unit else "",
            channel=one.channel,
            audience=one.audience,
            segment=one.segment,
            size=one.size,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in kept
    ]


def days_without_answer(first: date, last: date) -> Callable[[date], bool]:
    """Return whether the company is closed on a day: no opening hours, or a holiday of its Bundesland."""
    company = Company.objects.filter(id=1).first()
    if company is None:
        return lambda day: False
    known = holidays.list_supported_countries().get(company.country, None)
    years = range(first.year, last.year + 1)
    state = company.state if known is not None and company.state in known else None
    off = set() if known is None else set(holidays.country_holidays(company.country, subdiv=state, years=years))
    hours = company.hours
    return lambda day: day in off or bool(hours and not hours.get(str(day.weekday())))


def clash_words(clash: Clash) -> str:
    """Return in a sentence what is wrong."""
    told = {"other": clash.other, "day": _day_in_words(clash.day), "count": clash.count}
    if clash.kind is ClashKind.SAME_PEOPLE:
        if clash.count == 0:
            return gettext("Reaches the same people at the same time as “%(other)s”.") % told
        return (
            ngettext(
                "Reaches the same people as “%(other)s”, only %(count)d day apart.",
                "Reaches the same people as “%(other)s”, only %(count)d days apart.",
                clash.count,
            )
            % told
        )
    words = {
        ClashKind.AT_ONCE: gettext("On %(day)s %(count)d campaigns are running: more than service can answer for."),
        ClashKind.NOBODY_ANSWERS: gettext("Starts on %(day)s, when nobody is here to answer."),
        ClashKind.OUTAGE: gettext("Falls into “%(other)s”."),
    }
    return words[clash.kind] % told


def _shown(one: Campaign, held: Limits, today: date, wrong_with: Callable[[Campaign], tuple[str, ...]]) -> Shown:
    state = state_of_campaign(one, held)
    decided = max(one.sign_offs.all(), key=lambda row: row.at, default=None)
    counts = decided is not None and state in {State.APPROVED, State.REFUSED}
    return Shown(
        key=one.pk,
        name=one.name,
        what=one.what,
        unit=one.unit.name if one.unit else "",
        channel=str(Channel(one.channel).label),
        audience=" · ".join(filter(None, (one.segment, one.audience))) or gettext("all customers"),
        size=one.size,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        state=state,
        state_words=state_words(state),
        refused_because=decided.reason if decided and state is State.REFUSED else "",
        decided_by=decided.by.name if decided and counts and decided.by else "",
        planned_by=one.planned_by.name if one.planned_by else "",
        warnings=wrong_with(one) if state in GOES_OUT else (),
        here=one.starts_on <= today <= one.ends_on and state in {State.FREE, State.APPROVED},
    )


def _day_in_words(day: date | None) -> str:
    english = (get_language() or "en").startswith("en")
    return format_skeleton("MMMMd", day, locale="en_GB" if english else "de_DE") if day else ""


def state_words(state: State) -> str:
    """Return how far a campaign is, in words."""
    return {
        State.FREE: gettext("needs no sign-off"),
        State.WAITING: gettext("waits for service’s sign-off"),
        State.APPROVED: gettext("signed off"),
        State.REFUSED: gettext("refused"),
        State.WITHDRAWN: gettext("withdrawn"),
    }[state]


def _between(first: date, last: date) -> QuerySet[Campaign]:
    return _joined(Campaign.objects.filter(starts_on__lte=last, ends_on__gte=first))


def _joined(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    joined = campaigns.select_related("unit", "planned_by", "withdrawal").prefetch_related("sign_offs__by")
    return joined.order_by("starts_on", "pk")


def _outages(first: date, last: date) -> QuerySet[Outage]:
    return Outage.objects.filter(Q(starts_on__lte=last) & Q(ends_on__gte=first)).order_by("starts_on", "pk")
