"""Questions about customers."""

from kunding.customers.queries.campaigns import campaigns_reaching
from kunding.customers.queries.card import Card, customer_card
from kunding.customers.queries.consent import may_contact, who_may_be_contacted
from kunding.customers.queries.duplicates import duplicates_owed
from kunding.customers.queries.one_person import everyone_of, survivor_of, survivors_of_merged
from kunding.customers.queries.recognise import customer_behind, customers_by_identity, customers_by_reference

__all__ = [
    "Card",
    "campaigns_reaching",
    "customer_behind",
    "customer_card",
    "customers_by_identity",
    "customers_by_reference",
    "duplicates_owed",
    "everyone_of",
    "may_contact",
    "survivor_of",
    "survivors_of_merged",
    "who_may_be_contacted",
]
