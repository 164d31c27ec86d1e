"""Whom a pain point annoys: known customers by number, whoever spoke last on top; never by what they are worth."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, Life, say
from kunding.customers.models import Customer
from kunding.improve.queries.affected import affected
from kunding.people.models import Person
from kunding.understand.models import Theme


def numbers(theme: Theme) -> list[str]:
    return [one.number for one in affected(theme.pk, number="1")[1]]


def annoyed(firm: Firm, theme: Theme, customer: Customer | None, *, days: int, **read: str) -> None:
    said = say(firm, "Der Abschlag ist zu hoch!", at=NOW - timedelta(days=days), number=900 + days, theme=theme, **read)
    type(said).objects.filter(pk=said.pk).update(customer=customer)


def test_who_spoke_last_stands_on_top_and_each_person_once(firm: Firm) -> None:
    theme = Theme.objects.create(label="Abschlag", found_at=NOW)
    rich = Customer.objects.create(reference="R1", value_per_year=9_000)
    poor = Customer.objects.create(reference="P1", value_per_year=9)
    same = Customer.objects.create(reference="P2", merged_into=poor)
    part = Theme.objects.create(label="Abschläge", found_at=NOW, merged_into=theme)
    annoyed(firm, theme, rich, days=3, intent="complaint", sentiment="negative")
    annoyed(firm, part, poor, days=9, intent="complaint", sentiment="negative")
    annoyed(firm, theme, same, days=1, intent="complaint", sentiment="negative")
    annoyed(firm, theme, None, days=0, intent="complaint", sentiment="negative")
    annoyed(firm, theme, Customer.objects.create(reference="Z1"), days=2, intent="praise", sentiment="positive")
    assert numbers(theme) == ["P1", "R1"]
    first = affected(theme.pk, number="1")[1][0]
    assert (first.said, first.last) == (2, NOW - timedelta(days=1))
    assert first.quote
    assert first.quote.text == "Der Abschlag ist zu hoch!"


def page(person: Person, life: Life) -> tuple[int, str]:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    answer = client.get(reverse("improve:customers", args=[life.pain.pk]))
    return answer.status_code, answer.content.decode()


def test_it_is_shown_without_names_to_who_sees_the_whole(life: Life) -> None:
    status, shown = page(life.firm.vera, life)
    assert status == 200
    assert life.firm.customer.reference in shown
    assert life.firm.customer.name not in shown
    assert page(life.firm.emil, life)[0] == 403
