"""Customers, how they are recognised, what they agreed to, and what is sent to them."""

from kunding.customers.models.campaign import Campaign, Outage, OutboundRules, SignOff, SignOffVerdict, Withdrawal
from kunding.customers.models.consent import Channel, Consent, Contact, Ground, Purpose, Verdict
from kunding.customers.models.customer import Customer, Identity
from kunding.customers.models.erased import Erased
from kunding.customers.models.merge import Merge, Search, Suggestion, ToldApart

__all__ = [
    "Campaign",
    "Channel",
    "Consent",
    "Contact",
    "Customer",
    "Erased",
    "Ground",
    "Identity",
    "Merge",
    "Outage",
    "OutboundRules",
    "Purpose",
    "Search",
    "SignOff",
    "SignOffVerdict",
    "Suggestion",
    "ToldApart",
    "Verdict",
    "Withdrawal",
]
