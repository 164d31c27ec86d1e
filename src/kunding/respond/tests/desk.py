"""What tests of the inbox and the page of a case share: cases on demand, and browsers that speak English."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from kunding.conftest import Firm, say
from kunding.people.models import Person
from kunding.respond.actions import decide_batch
from kunding.respond.models import Case


def login(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def opened(firm: Firm, *, number: int = 0, text: str = "Der Abschlag ist zu hoch!", hours: int = 1) -> Case:
    """Return a new case; an even number belongs to billing, an odd one to sales."""
    at = now() - timedelta(hours=hours)
    feedback = say(firm, text, at=at, number=number, intent="complaint", sentiment="negative")
    decide_batch(keys=[feedback.pk], at=now())
    return Case.objects.get(feedback=feedback)


def post(client: Client, act: str, case: Case, *more: object, **fields: object) -> str:
    """Do the act from the page and return the page that follows."""
    answer = client.post(reverse(f"respond:{act}", args=[case.number, *more]), fields, follow=True)
    assert answer.status_code == 200
    case.refresh_from_db()
    return answer.content.decode()


def page_of(client: Client, case: Case) -> str:
    return client.get(reverse("respond:case", args=[case.number])).content.decode()
