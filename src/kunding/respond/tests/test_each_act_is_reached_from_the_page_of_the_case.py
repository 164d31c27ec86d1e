"""Every act of the core has its button, and nobody acts in a case that is none of theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.people.models import Absence, Person
from kunding.respond.actions import decide_batch, offer, take_over
from kunding.respond.models import Answer, Case, Handover, Task
from kunding.respond.queries.case_pages import RECENT


@pytest.fixture
def case(firm: Firm) -> Case:
    feedback = say(
        firm, "Ich bin Erika Yilmaz. Der Abschlag ist zu hoch!", at=now() - timedelta(hours=1), spans="8-20:name"
    )
    decide_batch(keys=[feedback.pk], at=now())
    return Case.objects.get()


def login(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def post(client: Client, act: str, case: Case, *more: int, **fields: object) -> str:
    answer = client.post(reverse(f"respond:{act}", args=[case.number, *more]), fields, follow=True)
    assert answer.status_code == 200
    case.refresh_from_db()
    return answer.content.decode()


def test_a_case_goes_all_the_way_by_its_buttons(firm: Firm, case: Case) -> None:
    lea = login(firm.lea)
    post(lea, "assess", case, kind="leaving")
    assert (case.kind, case.state) == ("leaving", "assessed")
    post(lea, "take_over", case)
    assert (case.owner, case.state) == (firm.lea, "in_work")
    post(lea, "decide", case, outcome="declined", reason="Der Zähler stimmt.")
    assert case.state == "in_work", "a no without a recourse is refused"
    post(lea, "decide", case, outcome="partly", reason="Der Zähler stimmt.")
    assert case.state == "decided"
    post(lea, "answer", case, text="Wir senken den Abschlag.", outcome="partly", channel="mail")
    assert (case.state, Answer.objects.get().channel) == ("told", "mail")
    post(lea, "close", case)
    assert case.state == "closed"
    post(lea, "reopen", case, because="Die Kundin rief an.")
    assert (case.state, case.round) == ("reopened", 2)


def test_an_interim_answer_decides_nothing(firm: Firm, case: Case) -> None:
    post(login(firm.lea), "answer", case, text="Ich sehe nach.", outcome="", channel="phone")
    assert (case.state, Answer.objects.get().decides) == ("acknowledged", False)


def test_a_case_is_not_closed_before_the_customer_was_told(firm: Firm, case: Case) -> None:
    assert "told the decision" in post(login(firm.lea), "close", case)
    assert case.state != "closed"
    post(login(firm.lea), "close", case, unreachable_because="Keine Adresse, keine Nummer.")
    assert case.state == "closed"


def test_a_unit_that_is_asked_to_take_a_case_sees_it_and_says_yes_or_no(firm: Firm, case: Case) -> None:
    emil, address = login(firm.emil), reverse("respond:case", args=[case.number])
    assert emil.get(address).status_code == 404
    assert "is not on offer" in post(login(firm.lea), "accept", case)
    post(login(firm.lea), "hand_over", case, unit=firm.sales.pk, reason="Es geht um den Vertrag.")
    page = emil.get(address).content.decode()
    assert "Es geht um den Vertrag." in page
    # To be asked is no right to act: only to answer.
    assert emil.post(reverse("respond:close", args=[case.number])).status_code == 404
    assert emil.post(reverse("respond:take_over", args=[case.number])).status_code == 404
    post(login(firm.lea), "withdraw", case)
    post(login(firm.lea), "hand_over", case, unit=firm.sales.pk, reason="Doch.")
    emil.post(reverse("respond:turn_down", args=[case.number]), {"reason": "Es ist die Rechnung."})
    assert emil.get(address).status_code == 404
    post(login(firm.lea), "hand_over", case, unit=firm.sales.pk, reason="Bitte!")
    post(emil, "accept", case)
    assert (case.owner, case.unit) == (firm.emil, firm.sales)
    assert list(Handover.objects.values_list("outcome", flat=True)) == ["withdrawn", "refused", "accepted"]


def test_nobody_accepts_for_a_unit_that_is_not_theirs(firm: Firm, case: Case) -> None:
    offer(case=case, to=firm.sales, by=firm.lea, reason="Vertrag.", at=now())
    assert "not on offer to your unit" in post(login(firm.lea), "accept", case)
    assert case.unit == firm.billing


def test_another_unit_does_its_part_and_sees_no_name(firm: Firm, case: Case) -> None:
    until = f"{now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    post(login(firm.lea), "ask", case, unit=firm.sales.pk, what="Den Vertrag prüfen.", until=until)
    task, emil = Task.objects.get(), login(firm.emil)
    page = emil.get(reverse("respond:case", args=[case.number])).content.decode()
    assert "Den Vertrag prüfen." in page
    assert "Erika Yilmaz" not in page
    assert "Another unit was asked" in post(login(firm.lea), "finish", case, task.pk, result="Fertig.")
    emil.post(reverse("respond:finish", args=[case.number, task.pk]), {"result": "Er stimmt."})
    task.refresh_from_db()
    assert (task.done_by, task.result) == (firm.emil, "Er stimmt.")


def test_a_task_of_another_case_is_not_found_under_this_one(firm: Firm, case: Case) -> None:
    other = say(firm, "Auch mein Abschlag ist zu hoch!", number=10, at=now() - timedelta(hours=2), intent="leaving")
    decide_batch(keys=[other.pk], at=now())
    task = Task.objects.create(case=case, unit=firm.sales, what="x", due_at=now(), asked_at=now())
    elsewhere = Case.objects.exclude(pk=case.pk).get()
    answer = login(firm.vera).post(reverse("respond:finish", args=[elsewhere.number, task.pk]), {"result": "x"})
    assert answer.status_code == 404


def test_who_stands_in_for_an_absent_owner_acts_in_the_owners_cases(firm: Firm, case: Case) -> None:
    take_over(case=case, person=firm.lea, at=now())
    address, today = reverse("respond:case", args=[case.number]), now().date()
    assert login(firm.emil).get(address).status_code == 404
    Absence.objects.create(person=firm.lea, deputy=firm.emil, starts_on=today, ends_on=today)
    assert "Erika Yilmaz" in login(firm.emil).get(address).content.decode()
    post(login(firm.emil), "answer", case, text="Ich vertrete Frau Lenz.", channel="phone")
    assert Answer.objects.get().by == firm.emil


def test_everything_that_the_customer_said_again_stands_in_the_conversation(firm: Firm, case: Case) -> None:
    again = say(firm, "Hallo? Noch immer nichts.", number=20, at=now())
    again.answers_to = case.feedback
    again.save()
    page = login(firm.lea).get(reverse("respond:case", args=[case.number])).content.decode()
    assert page.index("Der Abschlag ist zu hoch!") < page.index("Noch immer nichts.")


def test_of_a_long_conversation_the_newest_stands_on_the_page_and_the_rest_is_one_step_away(
    firm: Firm, case: Case
) -> None:
    rows = [Answer(case=case, by=firm.lea, at=now() - timedelta(minutes=n), text=f"Antwort {n}.") for n in range(50)]
    Answer.objects.bulk_create(rows)
    lea = login(firm.lea)
    page = lea.get(reverse("respond:case", args=[case.number])).content.decode()
    rest = lea.get(reverse("respond:earlier", args=[case.number])).content.decode()
    assert f"{51 - RECENT} earlier happenings" in page
    for n in range(50):
        assert (f"Antwort {n}." in page) != (f"Antwort {n}." in rest)
    assert login(firm.emil).get(reverse("respond:earlier", args=[case.number])).status_code == 404
