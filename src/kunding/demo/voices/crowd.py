"""Who speaks: customers who are there on that day, have the product, and use the channel."""

from dataclasses import replace
from datetime import date
from random import Random

from kunding.demo.customers import DemoCustomer

NEEDS = {"glasfaser": "Glasfaser", "abschlag": "Strom", "silo": "Strom", "heizung": "Fernwärme", "preis": "Strom"}
"""By the beginning of a topic's name: who speaks of it has this product."""
LIKES = {
    # channel → how much somebody younger than 35, between, and from 62 on uses it
    "social": (1.0, 0.5, 0.06),
    "review": (1.0, 0.6, 0.15),
    "web": (0.8, 1.0, 0.5),
    "mail": (0.6, 1.0, 0.8),
    "survey": (0.7, 1.0, 1.0),
    "phone": (0.35, 0.8, 1.0),
    "shop": (0.15, 0.5, 1.0),
}
REPEATERS = 1.35
"""Above 1: some speak often, many never."""


class Crowd:
    """The customers, and who of them left because of what happened."""

    def __init__(self, customers: list[DemoCustomer], random: Random) -> None:
        self._customers = customers
        self._random = random
        self._place = {customer.reference: number for number, customer in enumerate(customers)}

    def somebody(self, topic: str, channel: str, day: date) -> DemoCustomer:
        """Return a customer who may have said this."""
        need = next((product for start, product in NEEDS.items() if topic.startswith(start)), "")
        while True:
            customer = self._customers[int(len(self._customers) * self._random.random() ** REPEATERS)]
            there = customer.joined_on <= day and (customer.left_on is None or customer.left_on > day)
            able = not need or need in customer.products or topic == "glasfaser_baustelle"
            if there and able and self._random.random() < _likes(customer, channel):
                return customer

    def will_leave(self, customer: DemoCustomer, day: date) -> None:
        """Let the customer leave on this day, unless that happens earlier anyway."""
        at = self._place[customer.reference]
        now = self._customers[at]
        if now.left_on is None or now.left_on > day:
            self._customers[at] = replace(now, left_on=day)

    def as_they_are_now(self) -> list[DemoCustomer]:
        """Return all customers with the day on which they left."""
        return list(self._customers)


def _likes(customer: DemoCustomer, channel: str) -> float:
    group = 0 if customer.age < 35 else 2 if customer.age >= 62 else 1
    return LIKES[channel][group]
