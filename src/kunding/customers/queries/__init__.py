"""Questions about customers."""

from kunding.customers.queries.duplicates import duplicates_owed
from kunding.customers.queries.one_person import everyone_of, survivor_of, survivors_of_merged
from kunding.customers.queries.recognise import customers_by_identity, customers_by_reference

__all__ = [
    "customers_by_identity",
    "customers_by_reference",
    "duplicates_owed",
    "everyone_of",
    "survivor_of",
    "survivors_of_merged",
]
