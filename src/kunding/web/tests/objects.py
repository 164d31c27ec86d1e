"""One object of each kind on two sides: what the test of all addresses opens them with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kunding.conftest import NOW, Firm, Life
from kunding.customers.models import Campaign, Customer, Merge, ToldApart
from kunding.people.actions import issue_token
from kunding.people.models import Absence, AccessToken, Grant, Person
from kunding.respond.models import Case, Label, Removal, ReplyTemplate, SavedView, Webhook
from kunding.respond.signing import link_word
from kunding.web.tests.parts import Parts, parts_of

TAKEN_AWAY: Mapping[str, object] = {
    "template": {"id": 9, "name": "Bis bald", "language": "de", "kind": "", "text": "Bis bald."},
    "label": {"labels": [], "cases": []},
    "promises": [],
}


@dataclass(frozen=True)
class Side:
    """One person with what is theirs: the visitor's own, or somebody's of another unit."""

    person: Person
    case: Case
    link: str
    view: SavedView
    token: AccessToken
    absence: Absence
    grant: Grant
    parts: Parts


@dataclass(frozen=True)
class Things:
    """What everybody shares, and the two sides."""

    life: Life
    own: Side
    foreign: Side
    label: Label
    template: ReplyTemplate
    campaign: Campaign
    merge: Merge
    webhook: Webhook
    apart: ToldApart
    removals: Mapping[str, Removal]  # by kind
    other: Customer  # about whom nobody decided anything


def _side(person: Person, case: Case, link: str, firm: Firm) -> Side:
    issue_token(person=person, name="export", at=NOW)
    return Side(
        person=person,
        case=case,
        link=link,
        view=SavedView.objects.create(person=person, name="Mine", query="show=mine"),
        token=person.tokens.get(),
        absence=Absence.objects.create(person=person, deputy=firm.vera, starts_on=NOW.date(), ends_on=NOW.date()),
        grant=person.grants.all()[0],
        parts=parts_of(case, person, firm),
    )


def things(life: Life, visitor: Person) -> Things:
    """Fill the company with one object of each kind on both sides."""
    firm = life.firm
    twin = Customer.objects.create(reference="4712", name="Erika Yilmaz")
    return Things(
        life=life,
        own=_side(visitor, life.waiting, link_word(life.waiting.number), firm),
        foreign=_side(firm.emil, life.closed, link_word(life.closed.number)[:-2], firm),
        label=Label.objects.create(name="Abschlag"),
        template=ReplyTemplate.objects.create(name="Danke", text="Danke."),
        campaign=Campaign.objects.create(
            reference="C1", name="Brief", channel="mail", size=10, unit=firm.billing,
            starts_on=NOW.date(), ends_on=NOW.date(), planned_at=NOW, changed_at=NOW,
        ),
        merge=Merge.objects.create(kept=firm.customer, merged=twin, at=NOW),
        webhook=Webhook.objects.create(  # an address that nobody has: no call leaves the machine
            name="ERP", address="https://192.0.2.1/", salt="x", salted_at=NOW, made_at=NOW, told=0, try_at=NOW
        ),
        apart=ToldApart.objects.create(one=firm.customer, other=twin, at=NOW),
        other=Customer.objects.create(reference="4713", name="Erika Ilmaz"),
        removals={kind: Removal.objects.create(kind=kind, content=kept, at=NOW) for kind, kept in TAKEN_AWAY.items()},
    )  # fmt: skip


Fields = Callable[[Things, Side], dict[str, object]]
# What is sent to addresses whose form names another object; the others are sent nothing.
FORMS: Mapping[str, Fields] = {
    "understand:merge": lambda all_, side: {"into": all_.life.other.pk},
    "understand:keep_apart": lambda all_, side: {"other": all_.life.other.pk},
    "understand:propose_again": lambda all_, side: {"other": all_.life.other.pk},
    "customers:merge": lambda all_, side: {"kept": all_.life.firm.customer.pk, "merged": all_.other.pk},
    "customers:apart": lambda all_, side: {"one": all_.life.firm.customer.pk, "other": all_.other.pk},
    "respond:begin": lambda all_, side: {"template": all_.template.pk},
    "api:merge_case": lambda all_, side: {"into": side.case.number},
}
