from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.customers.actions import (
    CampaignStays,
    merge_customers,
    note_outage,
    plan_campaigns,
    set_limits,
    sign_off,
    withdraw_campaign,
)
from kunding.customers.calendars import FileIsWrong, rows_of, to_calendar, to_table
from kunding.customers.models import Campaign, Customer
from kunding.customers.queries.campaigns import campaigns_reaching, month_of, rows_to_export, waiting_for_sign_off
from kunding.customers.rules.campaign_rows import CampaignRow, campaign_row
from kunding.customers.rules.campaigns import ClashKind, Limits, Plan, State, clashes, reach_the_same
from kunding.customers.tests.lindenau import Firm, login
from kunding.people.models import Person

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)  # a Monday
TODAY = NOON.date()
DAYS = st.integers(0, 60).map(lambda day: TODAY + timedelta(days=day))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), max_size=20)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    starts = draw(DAYS)
    return Plan(
        key=draw(st.integers(0, 5)),
        name="n",
        channel="mail",
        audience=draw(st.sampled_from(["", "Mieter", "mieter ", "Firmen"])),
        segment=draw(st.sampled_from(["", "Privat", "Gewerbe"])),
        size=1,
        starts_on=starts,
        ends_on=starts + timedelta(days=draw(st.integers(0, 9))),
    )


class TestWarnings:
    @given(plans(), plans())
    def test_two_that_reach_the_same_people_warn_each_other(self, one: Plan, other: Plan) -> None:
        assert reach_the_same(one, other) == reach_the_same(other, one)
        if one.key != other.key:
            found, back = (
                [clash.count for clash in _clashes(*pair) if clash.kind is ClashKind.SAME_PEOPLE]
                for pair in ((one, other), (other, one))
            )
            assert found == back

    @given(st.lists(plans(), max_size=8, unique_by=lambda plan: plan.key))
    def test_too_many_at_once_are_counted_day_by_day(self, found: list[Plan]) -> None:
        limits = Limits(at_once=2)
        for plan in found:
            days = [plan.starts_on + timedelta(days=day) for day in range((plan.ends_on - plan.starts_on).days + 1)]
            fullest = max(sum(other.starts_on <= day <= other.ends_on for other in found) for day in days)
            warned = [clash.count for clash in _clashes(plan, *found, limits=limits) if clash.kind is ClashKind.AT_ONCE]
            assert warned == ([fullest] if fullest > 2 else [])


def _clashes(plan: Plan, *others: Plan, limits: Limits | None = None) -> tuple:
    return clashes(plan, others, outages=(), nobody_answers=lambda day: False, limits=limits or Limits())


def row(**changes: object) -> dict[str, str]:
    told = {"name": "Preisbrief", "channel": "Brief", "size": "12.000", "starts_on": "2026-11-02", **changes}
    return {name: str(value) for name, value in told.items()}


def planned(by: Person, **changes: object) -> Campaign:
    outcome = plan_campaigns(rows=[row(**changes)], by=by, at=NOON)
    assert outcome.stored == 1, outcome
    return Campaign.objects.latest("pk")


def state(campaign: Campaign) -> State:
    (shown,) = [one for one in month_of(TODAY, at=NOON).shown if one.key == campaign.pk]
    return shown.state


class TestSignOff:
    def test_small_sends_need_none_and_the_threshold_is_a_setting(self, firm: Firm) -> None:
        small = planned(firm.lea, size=999, reference="a")
        assert state(small) is State.FREE
        set_limits(limits=Limits(sign_off_from=999), by=firm.vera, at=NOON)
        assert state(small) is State.WAITING

    def test_three_people_with_different_rights(self, firm: Firm) -> None:
        large = planned(firm.emil)
        for person in (firm.lea, firm.emil):
            with pytest.raises(CampaignStays, match="service"):
                sign_off(campaign=large, approved=True, by=person, at=NOON)
        # Billing becomes the service team: now its lead speaks for it.
        set_limits(limits=Limits(service=firm.billing.pk), by=firm.vera, at=NOON)
        sign_off(campaign=large, approved=True, by=firm.lea, at=NOON)
        assert state(large) is State.APPROVED
        sign_off(campaign=large, approved=False, reason="zu viel", by=firm.vera, at=NOON + timedelta(hours=1))
        assert state(large) is State.REFUSED

    def test_nobody_signs_off_the_own_plan(self, firm: Firm) -> None:
        with pytest.raises(CampaignStays, match="somebody else"):
            sign_off(campaign=planned(firm.vera), approved=True, by=firm.vera, at=NOON)

    def test_a_refusal_names_its_reason(self, firm: Firm) -> None:
        with pytest.raises(CampaignStays, match="why not"):
            sign_off(campaign=planned(firm.lea), approved=False, reason=" ", by=firm.vera, at=NOON)

    def test_a_changed_plan_waits_anew_and_an_unchanged_one_does_not(self, firm: Firm) -> None:
        large = planned(firm.lea, reference="a")
        sign_off(campaign=large, approved=True, by=firm.vera, at=NOON)
        later = NOON + timedelta(hours=1)
        assert plan_campaigns(rows=[row(reference="a")], by=firm.lea, at=later).duplicate == 1
        assert state(large) is State.APPROVED
        assert plan_campaigns(rows=[row(reference="a", size=90_000)], by=firm.lea, at=later).stored == 1
        assert state(large) is State.WAITING
        assert [one.key for one in waiting_for_sign_off(at=NOON)] == [large.pk]

    def test_what_was_withdrawn_cannot_be_signed_off(self, firm: Firm) -> None:
        large = planned(firm.lea)
        withdraw_campaign(campaign=large, by=firm.lea, at=NOON)
        with pytest.raises(CampaignStays, match="withdrawn"):
            sign_off(campaign=Campaign.objects.get(), approved=True, by=firm.vera, at=NOON)


def test_warnings_say_what_is_wrong_in_the_readers_language(firm: Firm) -> None:
    planned(firm.lea, reference="a", name="Zählerablesung", segment="Privat", starts_on="2026-11-10")
    note_outage(
        name="Umzug der Hotline", starts_on=date(2026, 11, 18), ends_on=date(2026, 11, 20), by=firm.lea, at=NOON
    )
    # Buß- und Bettag, a holiday in Saxony only.
    planned(firm.lea, reference="b", name="Rabatt", segment="Privat", starts_on="2026-11-18")
    with translation.override("de"):
        *_, shown = month_of(TODAY, at=NOON).shown
    assert shown.warnings == (
        "Erreicht dieselben Menschen wie „Zählerablesung“, nur 8 Tage auseinander.",
        "Beginnt am 18. November. Dann ist niemand da, der antwortet.",
        "Fällt in „Umzug der Hotline“.",
    )


def test_a_customer_is_reached_by_what_goes_to_the_own_segments_today(firm: Firm) -> None:
    planned(firm.lea, reference="a", name="an alle")
    planned(firm.lea, reference="b", name="an Privat", segment="Privat")
    planned(firm.lea, reference="c", name="an Gewerbe", segment="Gewerbe")
    planned(firm.lea, reference="d", name="morgen", starts_on="2026-11-03")
    refused = planned(firm.lea, reference="e", name="abgelehnt")
    sign_off(campaign=refused, approved=False, reason="nein", by=firm.vera, at=NOON)
    assert [one.name for one in campaigns_reaching(firm.customer.pk, at=NOON)] == ["an alle", "an Privat"]
    other = Customer.objects.create(reference="4712", segment="Gewerbe")
    merge_customers(kept=firm.customer.pk, merged=other.pk, by=firm.vera, at=NOON)
    assert {one.name for one in campaigns_reaching(other.pk, at=NOON)} == {"an alle", "an Privat", "an Gewerbe"}


class TestFiles:
    @settings(deadline=None)
    @given(
        st.lists(
            st.builds(
                CampaignRow,
                reference=st.uuids().map(str),
                name=WORDS.filter(bool),
                what=WORDS,
                unit=st.just(""),
                channel=st.sampled_from(["mail", "phone", "letter"]),
                audience=WORDS,
                segment=WORDS,
                size=st.integers(0, 10**9),
                starts_on=st.just(TODAY),
                ends_on=DAYS,
            ),
            min_size=1,
            max_size=4,
        )
    )
    def test_what_is_exported_comes_back_the_same(self, rows: list[CampaignRow]) -> None:
        for content, name in ((to_calendar(rows, at=NOON), "a.ics"), (to_table(rows).encode(), "a.csv")):
            assert [campaign_row(fields) for fields in rows_of(content, name=name)] == rows

    def test_no_cell_of_the_table_runs_as_a_formula(self, firm: Firm) -> None:
        planned(firm.lea, name='=HYPERLINK("http://x")', what="@sum", audience="+1")
        cells = to_table(rows_to_export()).splitlines()[1].split(",")
        assert not [cell for cell in cells if cell.strip('"').startswith(("=", "+", "@", "-"))]

    @settings(deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.ics"]))
    def test_no_bytes_do_more_than_be_refused(self, content: bytes, name: str) -> None:
        with suppress(FileIsWrong):
            assert rows_of(content, name=name)

    def test_a_calendar_of_another_program_is_read(self) -> None:
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:7@x", "SUMMARY:Herbstmailing",
            "DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261104", "CATEGORIES:Newsletter", "END:VEVENT",
            "END:VCALENDAR",
        ]  # fmt: skip
        (fields,) = rows_of("\r\n".join(lines).encode(), name="plan.ics")
        assert fields == {
            "reference": "7@x",
            "name": "Herbstmailing",
            "what": "",
            "channel": "Newsletter",
            "starts_on": "2026-11-02",
            "ends_on": "2026-11-03",
        }

    def test_rows_that_are_no_plan_are_refused_one_by_one(self, firm: Firm) -> None:
        wrong = [row(size="viele"), row(starts_on="irgendwann"), row(channel="Rauch"), row(unit="Mond"), row(name="")]
        outcome = plan_campaigns(rows=[*wrong, row(ends_on="2026-11-01"), row()], by=firm.lea, at=NOON)
        assert (outcome.stored, [one.field for one in outcome.refused]) == (
            1,
            ["size", "starts_on", "channel", "unit", "name", "ends_on"],
        )


def test_the_page_brings_a_file_in_and_shows_it(firm: Firm) -> None:
    table = "Kampagne;Zielgruppe;von;bis\nHerbstmailing;Mieter;02.11.2026;05.11.2026\n;leer;x;y\n"
    client = login(firm.lea)
    sent = {"file": SimpleUploadedFile("plan.csv", table.encode("cp1252")), "channel": "mail", "size": "5000"}
    told = client.post("/outbound/import/", sent, follow=True).content.decode()
    assert "1 Kampagne wurde übernommen" in told or "1 campaign was taken in" in told
    page = client.get("/outbound/?month=2026-11", headers={"accept-language": "de"}).content.decode()
    assert "Herbstmailing" in page
    assert "wartet auf Freigabe durch den Service" in page
    assert login(firm.emil).post("/outbound/import/", {}).status_code == 403
    assert "Herbstmailing" in login(firm.emil).get("/outbound/campaigns.csv").content.decode()
    assert b"BEGIN:VEVENT" in login(firm.emil).get("/outbound/campaigns.ics").content
