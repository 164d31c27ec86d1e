"""Each address × method × role × own and foreign object; what nobody declared fails."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kunding.conftest import NOW, Life, login
from kunding.people.actions import issue_token
from kunding.people.models import Grant, Person, Role
from kunding.people.reach import FOR_ALL_UNITS
from kunding.web.access import (  # fmt: skip
    ANYBODY,
    CASE,
    LED_OR_KEPT,
    LINK,
    NONE,
    OWN,
    OWN_OR_KEPT,
    QUARANTINED,
    ROWS,
    SHARED,
    TABLE,
    Row,
    may_open,
)
from kunding.web.counting import SharedCounts
from kunding.web.tests.objects import FORMS, Side, Things, things
from kunding.web.tests.parts import give_second_factor

STRANGER = "anybody"
OPENED = {200, 201, 204, 302, 303}
INPUT_REFUSED = {400, 422}  # an empty form is not what the address wants
# What is not there, each for a reason: everything else is opened with an object that exists.
NOT_THERE = {
    "company_login": "no directory is set up here; the attack A08 opens it with one",
    "openid_connect_callback": "the same",
    "api:api-root": "the interface has no page at its root; programs begin at openapi.json",
}
KEPT_BY_ADMINISTRATORS = (OWN_OR_KEPT, LED_OR_KEPT)


Make = Callable[[Things, Side], list[Any]]


def _each(names: str, make: Make, room: str = "") -> dict[str, Make]:
    return {f"{room}{name}": make for name in names.split()}


def _part(name: str) -> Make:
    return lambda all_, side: [side.case.number, side.parts.of(name)]


ACTS_ON_CASES = (
    "case earlier trail answer draft begin presence note set_labels give_goodwill assess take_over decide hand_over "
    "accept turn_down withdraw ask remind reminder_done reminder_back close reopen same merge unmerge"
)
ON_A_WEBHOOK = (
    "webhook try_webhook pause_webhook resume_webhook replay_webhook change_webhook_secret delete_webhook "
    "restore_webhook"
)
ON_A_PERSON = "person grant place leave come_back link untie second_factor email log_out absent"
FACTORIES: Mapping[str, Make] = {
    "account_reset_password_from_key": lambda all_, side: ["1", "set-password"],
    "openid_connect_callback": lambda all_, side: ["company"],
    **_each(ACTS_ON_CASES, lambda all_, side: [side.case.number], "respond:"),
    **{name: _part(name) for name in ("respond:finish", "respond:decide_goodwill", "respond:send_again", "web:claim")},
    **_each("change_task withdraw_task", _part("respond:finish"), "respond:"),
    "respond:note_withdrawal": _part("respond:note_withdrawal"),
    "respond:file": lambda all_, side: [side.case.number, "sent", side.parts.of("respond:file")],
    **_each("rename_view delete_view", lambda all_, side: [side.view.pk], "respond:"),
    **_each("change_label delete_label", lambda all_, side: [all_.label.pk], "respond:"),
    **_each("template delete_template", lambda all_, side: [all_.template.pk], "respond:"),
    "respond:template_back": lambda all_, side: [all_.removals["template"].pk],
    "respond:label_back": lambda all_, side: [all_.removals["label"].pk],
    "respond:promise_back": lambda all_, side: [all_.removals["promises"].pk],
    **_each(ON_A_WEBHOOK, lambda all_, side: [all_.webhook.pk], "respond:"),
    **_each("pause_webhook resume_webhook replay_webhook", lambda all_, side: [all_.webhook.pk], "api:"),
    **_each("case merge_case unmerge_case", lambda all_, side: [side.case.number], "api:"),
    **_each("customer together", lambda all_, side: [all_.life.firm.customer.pk], "respond:"),
    **_each("case add verdict reopen news", lambda all_, side: [side.link], "public:"),
    "public:photo": lambda all_, side: [side.link, side.parts.of("public:photo")],
    "public:code": lambda all_, side: [all_.life.firm.bill.code, "svg"],
    **_each(ON_A_PERSON, lambda all_, side: [side.person.pk], "people:"),
    "people:withdraw_role": lambda all_, side: [side.person.pk, side.grant.pk],
    "people:present": lambda all_, side: [side.absence.pk],
    "people:revoke_token": lambda all_, side: [side.token.pk],
    "cockpit:one_feedback": lambda all_, side: [all_.life.first.pk],
    **_each("choose correct", lambda all_, side: [all_.life.first.pk, "sentiment"], "understand:"),
    **_each("theme rename merge unmerge split hide show", lambda all_, side: [all_.life.theme.pk], "understand:"),
    **_each("keep_apart propose_again", lambda all_, side: [all_.life.theme.pk], "understand:"),
    "listen:replay": lambda all_, side: [side.parts.of("web:claim")],
    "customers:consent": lambda all_, side: [all_.life.firm.customer.pk],
    **_each("disclose erase", lambda all_, side: [all_.life.firm.customer.pk], "web:"),
    "customers:unmerge": lambda all_, side: [all_.merge.pk],
    "customers:not_apart": lambda all_, side: [all_.apart.pk],
    **_each("sign_off withdraw after_all", lambda all_, side: [all_.campaign.pk], "customers:"),
    "customers:export": lambda all_, side: ["csv"],
    "respond:export": lambda all_, side: ["csv"],
    **_each("pain customers what_if dismiss begin", lambda all_, side: [all_.life.pain.pk], "improve:"),
    "improve:mark": lambda all_, side: [all_.life.theme.pk],
    "improve:ship": lambda all_, side: [all_.life.initiative.pk],
}  # fmt: skip


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, bool]]:
    """Yield each address and whether it names an object."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace + pattern.name, bool(pattern.pattern.regex.groups)
        else:
            pytest.fail(f"The address {pattern.pattern} has no name, so that no row can open it.")


def test_each_address_has_a_row_and_each_row_an_address() -> None:
    assert {name for name, _ in addresses(get_resolver().url_patterns)} == set(TABLE)
    assert len(ROWS) == len(TABLE), "an address has two rows"


def test_each_address_that_names_an_object_says_how_to_make_one() -> None:
    named = {name for name, has_object in addresses(get_resolver().url_patterns) if has_object}
    assert named == set(FACTORIES)


def test_each_object_has_a_rule() -> None:
    rules = {NONE, SHARED, CASE, LINK, OWN, OWN_OR_KEPT, LED_OR_KEPT, QUARANTINED}
    assert {row.objects for row in ROWS} <= rules
    without = {row.name for row in ROWS if row.objects == NONE and row.name in FACTORIES}
    assert without == {
        "account_reset_password_from_key",
        "openid_connect_callback",
        "customers:export",
        "respond:export",
    }


class Visitor:
    """Somebody who opens one address after the other; what a visit changes is taken back."""

    def __init__(self, role: str, life: Life) -> None:
        person = Person.objects.create(email=f"{role}@lindenau.example", name=role, unit=life.firm.billing)
        Grant.objects.create(person=person, role=Role.EMPLOYEE if role == STRANGER else role, given_at=NOW)
        self.role = role
        self.things = things(life, person)
        give_second_factor(person)
        token = issue_token(person=person, name="visits", at=NOW)
        self.client = Client() if role == STRANGER else login(person)
        self.program = Client() if role == STRANGER else Client(HTTP_AUTHORIZATION=f"Bearer {token}")

    def status(self, row: Row, side: Side, method: str) -> int:
        """Open the address and return the status."""
        client = self.program if row.name.startswith("api:") else self.client
        make = FACTORIES.get(row.name)
        address = reverse(row.name, args=make(self.things, side) if make else [])
        cookies = copy(client.cookies)
        if row.roles == ANYBODY or self.role == STRANGER:
            # What is limited is limited for visits of minutes, not for these; what pages remember saves seconds.
            cast(SharedCounts, cache).forget_counts()
        with transaction.atomic():
            status = self._sent(client, row, side, method, address)
            transaction.set_rollback(True)
        client.cookies = cookies
        return status

    def _sent(self, client: Client, row: Row, side: Side, method: str, address: str) -> int:
        fields = FORMS.get(row.name)
        if method == "POST" and fields:
            how = {"content_type": "application/json"} if row.name.startswith("api:") else {}
            return client.post(address, fields(self.things, side), **how).status_code
        return client.generic(method, address).status_code

    def complaint(self, row: Row, side: Side, method: str) -> str:
        """Return what is wrong with the answer, "" where it is as declared."""
        status, expected = self.status(row, side, method), self.expected(row, side, method)
        whose = "own" if side is self.things.own else "foreign"
        return "" if status in expected else f"{self.role} {method} {row.name} ({whose}): {status}, not {expected}"

    def expected(self, row: Row, side: Side, method: str) -> set[int]:
        """Return what the row says that the answer must be."""
        is_open = row.roles == ANYBODY
        if self.role == STRANGER and not is_open:
            return {401} if row.name.startswith("api:") else {302}
        if not is_open and not may_open(row.name, frozenset({self.role, Role.EMPLOYEE.value})):
            return {403}
        if method not in row.methods:
            return {405}
        if side is self.things.foreign and self._is_hidden(row):
            return {404}
        if row.name in NOT_THERE:
            return {404}
        return OPENED | INPUT_REFUSED if method == "POST" or row.name == "api:ask" else OPENED

    def _is_hidden(self, row: Row) -> bool:
        if row.objects in (CASE, QUARANTINED):
            return self.role not in FOR_ALL_UNITS
        if row.objects in KEPT_BY_ADMINISTRATORS:
            return self.role != Role.ADMINISTRATOR
        return row.objects in (OWN, LINK)


def complaints_of(role: str, life: Life) -> list[str]:
    visitor = Visitor(role, life)
    own, foreign = visitor.things.own, visitor.things.foreign
    found = [visitor.complaint(row, own, method) for row in ROWS for method in ("GET", "POST")]
    hidden = [row for row in ROWS if row.name in FACTORIES and row.objects not in (NONE, SHARED)]
    found += [visitor.complaint(row, foreign, method) for row in hidden for method in row.methods & {"GET", "POST"}]
    if role in (STRANGER, Role.ADMINISTRATOR):  # the same for all others
        found += [visitor.complaint(row, own, method) for row in ROWS for method in ("PUT", "PATCH", "DELETE")]
    return [complaint for complaint in found if complaint]


def test_each_role_opens_what_the_table_says_and_nothing_else(life: Life) -> None:
    complaints = []
    for role in (STRANGER, *Role.values):
        with transaction.atomic():
            complaints += complaints_of(role, life)
            transaction.set_rollback(True)
    assert not complaints, "\n".join(complaints)


def test_a_part_of_another_case_is_not_found_under_the_number_of_ones_own(life: Life) -> None:
    all_, vera = things(life, life.firm.lea), login(life.firm.vera)
    for name in ("respond:finish", "respond:decide_goodwill", "respond:send_again", "web:claim", "respond:file"):
        mixed = replace(all_.own, parts=all_.foreign.parts)
        address = reverse(name, args=FACTORIES[name](all_, mixed))
        answer = vera.get(address) if "GET" in TABLE[name].methods else vera.post(address)
        assert answer.status_code == 404, name
    photo = FACTORIES["public:photo"](all_, replace(all_.own, parts=all_.foreign.parts))
    assert Client().get(reverse("public:photo", args=photo)).status_code == 404


def test_human_resources_and_the_works_council_see_what_everybody_sees(life: Life) -> None:
    for role in (Role.HR, Role.WORKS_COUNCIL):
        more = {row.name for row in ROWS if role.value in row.roles}
        assert not more, f"{role} opens more than an employee: {more}"
        person = Person.objects.create(email=f"{role}@lindenau.example", name=role, unit=life.firm.sales)
        Grant.objects.create(person=person, role=role, given_at=NOW)
        client = login(person)
        assert client.get(reverse("respond:case", args=[life.waiting.number])).status_code == 404
        assert "Erika Yilmaz" not in client.get(reverse("cockpit:one_feedback", args=[life.first.pk])).content.decode()


def test_three_people_see_their_own_cases(life: Life) -> None:
    address = reverse("respond:case", args=[life.waiting.number])
    assert login(life.firm.vera).get(address).status_code == 200
    assert login(life.firm.lea).get(address).status_code == 200
    # Whether the case exists is none of Emil's business either: it is not found, not forbidden.
    assert login(life.firm.emil).get(address).status_code == 404
    listed = login(life.firm.emil).get(reverse("respond:cases")).content.decode()
    assert life.waiting.number not in listed


def test_only_the_owner_of_a_case_sees_the_customers_name(life: Life) -> None:
    address = reverse("respond:case", args=[life.waiting.number])
    assert "Erika Yilmaz" in login(life.firm.lea).get(address).content.decode()
    assert "Erika Yilmaz" not in login(life.firm.vera).get(address).content.decode()
