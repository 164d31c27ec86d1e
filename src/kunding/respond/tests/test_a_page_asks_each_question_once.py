"""The pages that people open all day ask the database few questions, however much has happened."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.people.models import Person
from kunding.respond.actions import add_note, decide_batch, give_goodwill, offer
from kunding.respond.models import Answer, Case, Goodwill, Label, ReplyTemplate, Task, Verdict
from kunding.respond.queries import inbox as inbox_questions
from kunding.respond.tests.desk import login, opened
from kunding.understand.actions.search_index import index_words
from kunding.understand.models import Theme

OF_A_CASE, OF_THE_INBOX = 37, 23
# Whoever sees some units reads the list and the two counts in three parts each, by their indexes: more questions than
# one UNION of all, and a tenth of its time among 100,000 cases.
OF_AN_INBOX_IN_PARTS = OF_THE_INBOX + 8


@pytest.fixture
def case(firm: Firm) -> Case:
    """A case with something of everything, and an earlier one of its theme."""
    theme = Theme.objects.create(label="Abschlag", words=[], found_at=now())
    for number in (0, 2):
        said = say(firm, "Der Abschlag ist zu hoch!", number=number, theme=theme, intent="complaint")
        decide_batch(keys=[said.pk], at=now())
        index_words([(said.pk, said.text)])  # similar cases are found by theme and by words
    earlier, case = Case.objects.order_by("pk")
    Case.objects.filter(pk=earlier.pk).update(state="closed", next_step="")
    happen(case, firm, times=1)
    Task.objects.create(case=case, unit=firm.sales, what="Vertrag prüfen.", due_at=now(), asked_at=now())
    ReplyTemplate.objects.create(name="Abschlag", text="Guten Tag")
    case.labels.create(label=Label.objects.create(name="Rechnung"), at=now())
    offer(case=case, to=firm.sales, by=firm.lea, reason="Vertrag.", at=now())
    return case


def happen(case: Case, firm: Firm, *, times: int) -> None:
    """Let the customer and us go on and on."""
    for number in range(times):
        at = now() - timedelta(minutes=number)
        again = say(firm, "Und wieder!", at=at, number=1000 + 2 * number + 2 * case.answers.count())
        type(again).objects.filter(pk=again.pk).update(answers_to=case.feedback)
        Answer.objects.create(case=case, by=firm.lea, at=at, text="Wir sehen nach.", channel="mail")
        add_note(case=case, by=firm.vera, text="Noch einmal.", at=at)
        Goodwill.objects.create(
            case=case, unit=case.unit, amount=5, what="Gutschrift", state="asked", by=firm.emil, at=at
        )


def asked(client: Client, address: str, **parameters: str) -> list[str]:
    """Return the questions that a page asks, once it was opened before."""
    assert client.get(address, parameters).status_code == 200
    with CaptureQueriesContext(connection) as questions:
        client.get(address, parameters)
    return [question["sql"] for question in questions.captured_queries]


def test_the_page_of_a_case_asks_as_much_after_an_hour_as_after_years(firm: Firm, case: Case) -> None:
    lea, address = login(firm.lea), reverse("respond:case", args=[case.number])
    short = asked(lea, address)
    happen(case, firm, times=40)
    long = asked(lea, address)
    assert len(short) == len(long) <= OF_A_CASE


def test_the_page_of_a_case_asks_nothing_twice(firm: Firm, case: Case) -> None:
    give_goodwill(case=case, by=firm.lea, amount=5, what="Gutschrift", at=now())
    Verdict.objects.create(case=case, solved="partly", at=now())
    page = asked(login(firm.lea), reverse("respond:case", args=[case.number]))
    # The shell of every page asks for the company by itself.
    again = {
        question: times for question, times in Counter(page).items() if times > 1 and "people_company" not in question
    }
    assert not again


def test_the_inbox_asks_as_much_for_many_cases_as_for_one(firm: Firm, case: Case) -> None:
    for person, most in (
        (firm.vera, OF_THE_INBOX),
        (firm.lea, OF_AN_INBOX_IN_PARTS),
        (firm.emil, OF_AN_INBOX_IN_PARTS),
    ):
        few = asked(login(person), reverse("respond:cases"))
        more_cases(firm)
        many = asked(login(person), reverse("respond:cases"))
        assert len(few) == len(many) <= most, person.name


def more_cases(firm: Firm) -> None:
    start = 2000 + 2 * Case.objects.count()
    for number in range(start, start + 8):
        opened(firm, number=number)


@pytest.mark.parametrize("few", [1000, 2], ids=["rare words", "words that everybody uses"])
def test_search_finds_the_same_cases_whichever_way_it_goes(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(inbox_questions, "FEW_HITS", few)
    cases = [
        opened(firm, number=2 * number, text=text)
        for number, text in enumerate(
            ("Abschlag und Mahnung", "Abschlag", "Mahnung zum Abschlag", "Mahnungen, Abschlag")
        )
    ]
    index_words([(case.feedback_id, case.feedback.text) for case in cases])
    found = login(firm.vera).get(reverse("respond:cases"), {"words": "abschlag mahnung"}).context["page"]
    assert {row.number for row in found.rows} == {cases[place].number for place in (0, 2, 3)}


@pytest.mark.parametrize("few", [1000, 0], ids=["small segment", "large segment"])
def test_a_segment_finds_the_same_cases_whichever_way_it_goes(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(inbox_questions, "FEW_CUSTOMERS", few)
    cases = [opened(firm, number=number) for number in range(4)]
    found = login(firm.vera).get(reverse("respond:cases"), {"segment": firm.customer.segment}).context["page"]
    wanted = {case.number for case in cases if case.customer and case.customer.segment == firm.customer.segment}
    assert {row.number for row in found.rows} == wanted
    assert wanted


def test_a_stranger_to_the_unit_finds_nothing_by_words(firm: Firm) -> None:
    case = opened(firm, text="Abschlag und Mahnung")
    index_words([(case.feedback_id, case.feedback.text)])
    assert rows(firm.lea) == [case.number]
    assert rows(firm.emil) == []


def rows(person: Person) -> list[str]:
    page = login(person).get(reverse("respond:cases"), {"words": "abschlag"}).context["page"]
    return [row.number for row in page.rows]
