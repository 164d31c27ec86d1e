"""The inbox: filters in the address, views under a name, acts on many, nothing of others' units."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kunding.conftest import Firm
from kunding.people.models import Absence, Person
from kunding.respond.actions import add_note, answer, ask_unit, close, offer, set_labels, take_over
from kunding.respond.models import Case, CaseLabel, Escalation, Label, Mention, SavedView, Task
from kunding.respond.queries.inbox import PER_PAGE, SORTS, inbox, wanted
from kunding.respond.queries.sight import sight_of
from kunding.respond.tests.desk import login, opened, page_of


@pytest.fixture
def cases(firm: Firm) -> list[Case]:
    return [opened(firm, number=number, hours=number + 1) for number in range(6)]


def numbers(person: Person, **parameters: str) -> list[str]:
    page = inbox(wanted(parameters), sight=sight_of(person, at=now()), at=now())
    return [row.number for row in page.rows]


def test_each_sees_the_own_units_what_is_due_first_on_top(firm: Firm, cases: list[Case]) -> None:
    due = [case.number for case in sorted(cases, key=lambda case: (case.due_at, case.pk))]
    billing = {case.number for case in cases if case.unit == firm.billing}
    assert numbers(firm.vera) == due
    assert numbers(firm.lea) == [number for number in due if number in billing]
    assert set(numbers(firm.emil)) == set(due) - billing


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_whatever_the_reason_to_see_a_case_it_stands_in_the_list_once(firm: Firm, cases: list[Case], sort: str) -> None:
    sales = [case for case in cases if case.unit == firm.sales]
    take_over(case=cases[0], person=firm.lea, at=now())  # of the own unit, and the own one
    Case.objects.filter(pk=sales[0].pk).update(owner=firm.lea)
    ask_unit(case=sales[1], unit=firm.billing, what="Bitte prüfen.", due_at=now(), by=firm.emil, at=now())
    seen = {*(case.number for case in cases if case.unit == firm.billing), sales[0].number, sales[1].number}
    assert numbers(firm.lea, sort=sort) == [number for number in numbers(firm.vera, sort=sort) if number in seen]


def test_filters_narrow_and_what_is_unknown_is_passed_over(firm: Firm, cases: list[Case]) -> None:
    assert set(numbers(firm.vera, channel="phone")) == {c.number for c in cases if c.feedback.channel == "phone"}
    assert set(numbers(firm.vera, unit=str(firm.sales.pk))) == {c.number for c in cases if c.unit == firm.sales}
    assert set(numbers(firm.vera, segment="Privat")) == {c.number for c in cases if c.customer}
    assert numbers(firm.vera, kind="leaving") == []
    assert numbers(firm.vera, words=cases[3].number.lower()) == [cases[3].number]
    assert numbers(firm.vera, words=str(cases[3].feedback_id)) == [cases[3].number]
    assert len(numbers(firm.vera, sort="owner__password", kind="x", unit="1 OR 1=1", after="'; --")) == len(cases)


def test_a_label_finds_those_below_it_too(firm: Firm, cases: list[Case]) -> None:
    top = Label.objects.create(name="Rechnung")
    below = Label.objects.create(name="Abschlag", parent=Label.objects.create(name="Mitte", parent=top))
    set_labels(case=cases[0], labels=[below], by=firm.lea, at=now())
    assert numbers(firm.vera, label=str(top.pk)) == [cases[0].number]
    assert numbers(firm.vera, label=str(below.pk)) == [cases[0].number]


def test_what_was_asked_of_me_is_found_until_it_is_done(firm: Firm, cases: list[Case]) -> None:
    mine, offered, asked = cases[0], cases[2], cases[4]
    add_note(case=mine, by=firm.vera, text="@Lea Lenz, bitte ansehen.", at=now())
    assert numbers(firm.lea, show="mentioned") == [mine.number]
    page_of(login(firm.lea), mine)
    assert numbers(firm.lea, show="mentioned") == []
    offer(case=offered, to=firm.sales, by=firm.lea, reason="Vertrag.", at=now())
    assert numbers(firm.emil, show="offered") == [offered.number]
    Task.objects.create(case=asked, unit=firm.sales, what="x", due_at=now(), asked_at=now())
    assert numbers(firm.emil, show="tasks") == [asked.number]
    Escalation.objects.create(case=mine, due_at=mine.due_at, rung=1, to=firm.vera, at=now())
    assert numbers(firm.vera, show="escalated") == [mine.number]


def test_a_deputy_finds_the_cases_of_those_who_are_away(firm: Firm, cases: list[Case]) -> None:
    today = now().date()
    assert numbers(firm.emil, owner="deputies") == []
    Absence.objects.create(person=firm.lea, deputy=firm.emil, starts_on=today, ends_on=today)
    lea = {case.number for case in Case.objects.filter(owner=firm.lea)}
    assert set(numbers(firm.emil, owner="deputies")) == lea


@pytest.mark.parametrize("sort", SORTS)
def test_going_from_page_to_page_meets_each_case_once(firm: Firm, cases: list[Case], sort: str) -> None:
    first = cases[0]
    fields = {f.attname: getattr(first, f.attname) for f in Case._meta.concrete_fields if f.attname != "id"}
    feedback = type(first.feedback).objects.bulk_create(
        type(first.feedback)(
            source=firm.source, reference=f"copy {n}", said_at=now(), arrived_at=now(), channel="mail", text="x"
        )
        for n in range(2 * PER_PAGE)
    )
    # Equal due dates: the key decides, and no case is lost between two pages.
    Case.objects.bulk_create(Case(**fields | {"number": f"K-9-{f.pk}", "feedback_id": f.pk}) for f in feedback)
    met: list[str] = []
    after = ""
    while True:
        page = inbox(wanted({"sort": sort, "after": after}), sight=sight_of(firm.vera, at=now()), at=now())
        met += [row.number for row in page.rows]
        after = page.following
        if not after:
            break
    assert len(met) == len(set(met)) == Case.objects.count()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["show", "sort", "unit", "kind", "state", "channel", "segment", "owner", "label", "words",
                             "after", "deleted", "order_by", "ids[]"]), value=st.text(max_size=40))  # fmt: skip
def test_any_text_in_any_parameter_is_answered(firm: Firm, name: str, value: str) -> None:
    assert login(firm.vera).get(reverse("respond:cases"), {name: value}).status_code == 200


def test_many_cases_are_taken_over_each_for_itself_and_a_sentence_says_what_became(
    firm: Firm, cases: list[Case]
) -> None:
    closed = cases[0]
    answer(case=closed, by=firm.lea, text="Erledigt.", decides=True, at=now())
    close(case=closed, by=firm.lea, at=now())
    ticked = [case.number for case in cases] + ["K-2026-999999"]
    page = login(firm.vera).post(reverse("respond:bulk"), {"act": "take_over", "case": ticked}, follow=True)
    assert "5 taken over, 1 was closed already, 1 is not yours to act in." in page.content.decode()
    assert Case.objects.filter(owner=firm.vera).count() == 5


def test_nobody_acts_on_many_cases_of_another_unit(firm: Firm, cases: list[Case]) -> None:
    before = dict(Case.objects.values_list("pk", "owner"))
    ticked = [case.number for case in cases if case.unit == firm.billing]
    page = login(firm.emil).post(reverse("respond:bulk"), {"act": "take_over", "case": ticked}, follow=True)
    assert "3 are not yours to act in." in page.content.decode()
    assert dict(Case.objects.values_list("pk", "owner")) == before


@pytest.mark.parametrize("act", ["label", "offer", "assess", "delete", ""])
def test_an_act_on_many_without_what_it_needs_says_so(firm: Firm, cases: list[Case], act: str) -> None:
    page = login(firm.vera).post(reverse("respond:bulk"), {"act": act, "case": [cases[0].number]}, follow=True)
    assert "Choose" in page.content.decode()


def test_many_cases_get_a_label_a_kind_and_an_offer(firm: Firm, cases: list[Case]) -> None:
    label, ticked = Label.objects.create(name="Rechnung"), [case.number for case in cases if case.unit == firm.billing]
    vera, address = login(firm.vera), reverse("respond:bulk")
    vera.post(address, {"act": "label", "label": label.pk, "case": ticked})
    vera.post(address, {"act": "assess", "kind": "leaving", "case": ticked})
    vera.post(address, {"act": "offer", "unit": firm.sales.pk, "reason": "Umzug des Teams.", "case": ticked})
    chosen = Case.objects.filter(number__in=ticked)
    assert CaseLabel.objects.count() == len(ticked)
    assert set(chosen.values_list("kind", "handovers__receiver")) == {("leaving", firm.sales.pk)}
    page = vera.post(address, {"act": "close", "case": ticked}, follow=True).content.decode()
    assert "3 stay open: not told yet." in page


def test_views_are_personal_and_a_deleted_one_comes_back(firm: Firm) -> None:
    lea = login(firm.lea)
    lea.post(reverse("respond:save_view"), {"name": "Fällig", "query": "kind=complaint&sort=owner__password&x=1"})
    view = SavedView.objects.get()
    assert view.query == "kind=complaint"
    for act in ("rename_view", "delete_view"):
        assert login(firm.vera).post(reverse(f"respond:{act}", args=[view.pk]), {"name": "x"}).status_code == 404
    lea.post(reverse("respond:rename_view", args=[view.pk]), {"name": "Beschwerden"})
    page = lea.post(reverse("respond:delete_view", args=[view.pk]), follow=True).content.decode()
    assert not SavedView.objects.exists()
    assert "Undo" in page
    lea.post(reverse("respond:save_view"), {"name": "Beschwerden", "query": "kind=complaint"})
    assert SavedView.objects.get().name == "Beschwerden"


def test_an_empty_inbox_says_what_to_do(firm: Firm) -> None:
    lea = login(firm.lea)
    assert "Nobody waits" in lea.get(reverse("respond:cases")).content.decode()
    assert "Take a filter away" in lea.get(reverse("respond:cases"), {"kind": "leaving"}).content.decode()


def test_a_mention_of_a_closed_case_is_still_found(firm: Firm, cases: list[Case]) -> None:
    case = cases[0]
    answer(case=case, by=firm.lea, text="Erledigt.", decides=True, at=now())
    close(case=case, by=firm.lea, at=now() + timedelta(seconds=1))
    add_note(case=case, by=firm.vera, text="@lea@lindenau.example schau bitte.", at=now())
    assert numbers(firm.lea, show="mentioned") == [case.number]
    assert Mention.objects.get().person == firm.lea


def test_a_case_that_i_took_over_is_mine_in_whichever_unit(firm: Firm, cases: list[Case]) -> None:
    case = next(case for case in cases if case.unit == firm.billing)
    take_over(case=case, person=firm.emil, at=now())
    assert case.number in numbers(firm.emil, owner="me")
