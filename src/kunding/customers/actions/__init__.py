"""Acts on customers."""

from kunding.customers.actions.duplicates import find_duplicates
from kunding.customers.actions.merge import MergeIsWrong, merge_customers, tell_apart, unmerge_customers
from kunding.customers.actions.receive import receive_customers

__all__ = [
    "MergeIsWrong",
    "find_duplicates",
    "merge_customers",
    "receive_customers",
    "tell_apart",
    "unmerge_customers",
]
