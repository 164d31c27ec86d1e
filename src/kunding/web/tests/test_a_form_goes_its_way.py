from datetime import timedelta

import pytest
from django.utils.timezone import now

from kunding.conftest import Firm
from kunding.loop.stages import STAGES
from kunding.loop.worker import Worker
from kunding.respond.actions import answer
from kunding.respond.models import Case, Outgoing, State, Triage
from kunding.web.public.writing import add_words, new_matter

pytestmark = pytest.mark.django_db
WAY = (
    "recognise customers",
    "read feedback",
    "open cases",
    "acknowledge",
    "keep promises",
    "ask for verdict",
    "tell customers",
)
ENTERED = {"once": "one-form-0123456789", "email": "erika@example.org", "name": "", "customer_number": "4711",
           "touchpoint": "", "tell_me": True}  # fmt: skip


def test_from_the_form_to_the_question_whether_it_is_solved(firm: Firm) -> None:
    at = now()
    worker = Worker([stage for stage in STAGES if stage.name in WAY], clock=lambda: clock[0])
    clock = [at]
    case = new_matter(
        ENTERED | {"text": "Ich kündige! Seit Wochen antwortet niemand, das ist eine Frechheit."}, (), at=at
    )
    assert (case.kind, case.customer) == ("request", firm.customer)
    worker.drain()
    case.refresh_from_db()
    assert case.kind != "request"
    assert case.state == State.ACKNOWLEDGED
    assert [letter.purpose for letter in Outgoing.objects.all()] == ["acknowledgement"]

    clock[0] = at + timedelta(minutes=5)
    answer(case=case, by=firm.vera, text="Es tut uns leid. Wir haben Sie angerufen.", decides=True, at=clock[0])
    clock[0] = at + timedelta(days=1, hours=1)
    worker.drain()
    assert Outgoing.objects.filter(purpose="ask_for_verdict").count() == 1

    add_words(case, "Das stimmt nicht, mich hat niemand angerufen!", (), once="another-form-0123", at=clock[0])
    worker.drain()
    case.refresh_from_db()
    assert (case.state, case.round, Case.objects.count()) == (State.REOPENED, 2, 1)
    assert set(Triage.objects.values_list("outcome", flat=True)) == {"case", "joined"}
    assert worker.drain() == 0
