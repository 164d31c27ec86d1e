"""What the tests of this room use of the shared company; importing it would reach ahead to rooms above."""

from typing import Protocol

from django.test import Client

from kunding.customers.models import Customer
from kunding.people.models import Person, Unit


class Firm(Protocol):
    """The fixture `firm`: three people with different rights, two units and one customer."""

    vera: Person  # Chief Customer Officer and administrator
    lea: Person  # leads billing
    emil: Person  # works in sales
    billing: Unit
    sales: Unit
    customer: Customer


def login(person: Person) -> Client:
    """Return a client in which the person is logged in."""
    client = Client()
    client.force_login(person)
    return client
