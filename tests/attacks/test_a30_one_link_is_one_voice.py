"""formbricks #4797, #6055, #7542: the same ballot counted many times, under parallel submits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from kunding.conftest import NOW, Firm
from kunding.listen.models import Feedback
from kunding.respond.actions import answer
from kunding.respond.models import Case, Reopening, Verdict
from tests.attacks.letterbox import filled_in, matter, page_of

pytestmark = pytest.mark.django_db(transaction=True)
SUBMITS = 50


def at_once(submit: Callable[[int], int]) -> list[int]:
    def one(number: int) -> int:
        try:
            return submit(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(SUBMITS)))


def test_fifty_verdicts_at_once_are_one(firm: Firm) -> None:
    case = matter(firm)
    answer(case=case, by=firm.lea, text="Wir zahlen zurück.", decides=True, at=NOW)
    address = page_of(case, "verdict/")
    codes = at_once(lambda n: Client().post(address, {"solved": ("yes", "partly", "no")[n % 3]}).status_code)
    assert codes == [302] * SUBMITS
    assert Verdict.objects.count() == 1
    case.refresh_from_db()
    assert case.state == ("closed" if Verdict.objects.get().solved == "yes" else "reopened")


def test_fifty_times_the_same_form_are_one_case(firm: Firm) -> None:
    places = at_once(lambda n: hash(Client(REMOTE_ADDR=f"192.0.2.{n}").post("/melden/", filled_in())["Location"]))
    assert len(set(places)) == 1
    assert Case.objects.count() == Feedback.objects.count() == 1


def test_fifty_times_opened_again_is_once(firm: Firm) -> None:
    case = matter(firm)
    answer(case=case, by=firm.lea, text="Wir zahlen zurück.", decides=True, at=NOW)
    Client().post(page_of(case, "verdict/"), {"solved": "yes"})
    assert at_once(lambda n: Client().post(page_of(case, "reopen/"), {"text": "Nein."}).status_code) == [302] * SUBMITS
    assert Reopening.objects.count() == 1
    case.refresh_from_db()
    assert case.round == 2
