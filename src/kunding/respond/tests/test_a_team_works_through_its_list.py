"""A service team goes through its list from case to case, sees how much is left, and what else a customer waits for."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm
from kunding.respond.actions import take_over
from kunding.respond.models import Answer, Case
from kunding.respond.queries.inbox import SORTS, inbox, neighbours, wanted
from kunding.respond.queries.newest import newest_in
from kunding.respond.queries.sight import sight_of
from kunding.respond.tests.desk import login, opened


@pytest.fixture
def cases(firm: Firm) -> list[Case]:
    return [opened(firm, number=number, hours=number + 1) for number in range(6)]


@pytest.mark.parametrize("parameters", [*({"sort": sort} for sort in SORTS), {"show": "both"}, {"kind": "complaint"}])
def test_from_case_to_case_one_meets_the_whole_list_in_its_order(
    firm: Firm, cases: list[Case], parameters: dict[str, str]
) -> None:
    pick, sight = wanted(parameters), sight_of(firm.vera, at=now())
    listed = [row.number for row in inbox(pick, sight=sight, at=now()).rows]
    met, back = [listed[0]], ""
    while True:
        place = neighbours(Case.objects.get(number=met[-1]), pick, sight=sight, at=now())
        assert place.before == back
        if not place.after:
            break
        back = met[-1]
        met.append(place.after)
    assert met == listed


def test_answer_and_next_goes_on_in_the_same_list_and_ends_at_the_list(firm: Firm, cases: list[Case]) -> None:
    lea, mine = (
        login(firm.lea),
        sorted((case for case in cases if case.unit == firm.billing), key=lambda one: one.due_at),
    )
    for place, case in enumerate(mine):
        address = reverse("respond:answer", args=[case.number])
        fields = {"text": "Wir sehen nach.", "channel": "phone", "newest": str(newest_in(case))}
        to = lea.post(address, {**fields, "outcome": "", "list": "state=received", "then": "next"})["Location"]
        following = mine[place + 1].number if place + 1 < len(mine) else ""
        wanted_address = f"/cases/{following}/?list=state%3Dreceived" if following else "/cases/?state=received"
        assert to == wanted_address
    assert Answer.objects.count() == len(mine)


def test_an_answer_that_was_not_sent_stays_where_it_is(firm: Firm, cases: list[Case]) -> None:
    case = next(case for case in cases if case.unit == firm.billing)
    fields = {"text": " ", "channel": "phone", "outcome": "", "list": "", "then": "next"}
    page = login(firm.lea).post(reverse("respond:answer", args=[case.number]), fields)
    assert page.status_code == 200
    assert 'name="list"' in page.content.decode(), "the place in the list is kept"


def test_a_list_leads_to_no_case_that_one_may_not_see(firm: Firm, cases: list[Case]) -> None:
    own = next(case for case in cases if case.unit == firm.sales)
    page = login(firm.emil).get(reverse("respond:case", args=[own.number]), {"list": ""})
    place = page.context["neighbours"]
    others = Case.objects.filter(unit=firm.billing).values_list("number", flat=True)
    assert not {place.before, place.after} & set(others)


def test_who_came_by_no_list_is_led_through_none(firm: Firm, cases: list[Case]) -> None:
    page = login(firm.vera).get(reverse("respond:case", args=[cases[0].number])).content.decode()
    assert 'rel="next"' not in page
    assert "go to the next case" not in page


def test_numbers_stand_beside_the_usual_views(firm: Firm, cases: list[Case]) -> None:
    take_over(case=cases[0], person=firm.vera, at=now())
    Case.objects.filter(pk=cases[1].pk).update(due_at=cases[1].opened_at)
    counted = login(firm.vera).get(reverse("respond:cases")).context["counts"]
    assert counted == {"mine": 1, "overdue": 1, "silted": 0, "reminders": 0}
    assert login(firm.emil).get(reverse("respond:cases")).context["counts"]["overdue"] == 1


def test_what_else_the_customer_waits_for_is_said_to_whoever_may_see_it(firm: Firm, cases: list[Case]) -> None:
    ours = [case for case in cases if case.unit == firm.billing]  # all of the same customer
    page = login(firm.lea).get(reverse("respond:case", args=[ours[0].number]))
    assert [one.number for one in page.context["page"].others] == [
        one.number for one in sorted(ours[1:], key=lambda one: one.due_at)
    ]
    assert "waits in other matters, too" in page.content.decode()
    Case.objects.filter(pk__in=[one.pk for one in ours[1:]]).update(state="closed", next_step="")
    assert login(firm.lea).get(reverse("respond:case", args=[ours[0].number])).context["page"].others == []
