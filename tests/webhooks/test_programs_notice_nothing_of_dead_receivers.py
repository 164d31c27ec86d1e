"""`POST /api/v1/cases` answers the same, whether mail server and webhooks live or not; later nothing is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.http import HttpResponse

from kunding.listen.models import Feedback
from kunding.loop.stages import ASIDE, STAGES
from kunding.loop.worker import Worker
from kunding.respond.actions import answer
from kunding.respond.models import Case, Outgoing, Webhook
from kunding.respond.rules.webhooks import PAUSES
from tests.mail.smtp import SmtpServer
from tests.webhooks.office import Office, opened
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
CUSTOMER = "erika@example.org"
ENTERED = {"customer": CUSTOMER, "channel": "mail", "kind": "complaint"}
OF_MAIL = [stage for stage in STAGES if stage.name == "send mail"]


def shape(answers: list[HttpResponse]) -> list[tuple[int, dict[str, str], dict[str, type]]]:
    """Return what a program sees of answers, without what differs from case to case."""
    return [(each.status_code, dict(each.headers), {k: type(v) for k, v in each.json().items()}) for each in answers]


def works(office: Office, *, after: timedelta = timedelta(0)) -> None:
    """Let the worker write, send and call."""
    office.at += after
    Worker(stages=(*OF_MAIL, *ASIDE), clock=lambda: office.at).drain()


def answered(case: Case, office: Office) -> None:
    """Let the owner answer by mail."""
    answer(case=case, by=case.owner, text=f"Zu {case.number}.", decides=True, at=office.at, channel="mail")


@contextmanager
def both_dead(receiver: Receiver, smtp: SmtpServer, mood: str) -> Iterator[None]:
    smtp.stop()
    if mood == "down":
        receiver.stop()
    else:
        receiver.mood = mood
    yield
    smtp.start()
    if mood == "down":
        receiver.start()
    else:
        receiver.mood = "204"


@pytest.mark.parametrize("mood", ["down", "keeps silent", "500"])
def test_creating_cases_is_the_same_and_nothing_is_lost(
    office: Office, receiver: Receiver, smtp: SmtpServer, mood: str
) -> None:
    office.tells(receiver)
    alive = office.opens(3, **ENTERED)
    works(office)
    for case in Case.objects.all():
        answered(case, office)
    works(office)
    before = len(receiver.heard)
    with both_dead(receiver, smtp, mood):
        dead = office.opens(3, **ENTERED)
        for case in Case.objects.exclude(answers__isnull=False):
            answered(case, office)
        works(office)
        dead += office.opens(3, **ENTERED)
    assert shape(dead) == shape(alive) * 2
    assert {each.status_code for each in dead} == {201}
    assert Webhook.objects.get().tries == 1
    assert Outgoing.objects.filter(sent_at=None).count() == 3
    receiver.heard[before:] = []
    works(office, after=max(PAUSES[0], timedelta(minutes=2)))
    assert [told for told in receiver.told if told[0] == "case.opened"] == opened()
    assert [told for told, _ in receiver.told].count("case.answered") == 6
    sent = sorted(str(mail.get_content()).splitlines()[0] for mail in smtp.mails if "Zu K-" in mail.get_content())
    assert sent == sorted(f"Zu {case.number}." for case in Case.objects.filter(answers__isnull=False))
    assert not Outgoing.objects.filter(sent_at=None).exists()
    assert office.status == (0, "")


def test_the_same_reference_is_one_case_then_too(office: Office, receiver: Receiver) -> None:
    office.tells(receiver)
    receiver.stop()
    numbers = {each.json()["number"] for _ in range(3) for each in office.opens(1, reference="A-1")}
    assert len(numbers) == Feedback.objects.count() == 1
