"""Acts on customers."""

from kunding.customers.actions.campaigns import (
    CampaignStays,
    note_outage,
    plan_campaigns,
    set_limits,
    sign_off,
    withdraw_campaign,
)
from kunding.customers.actions.consent import StatementIsWrong, note_consent, note_contacts
from kunding.customers.actions.duplicates import find_duplicates
from kunding.customers.actions.erase import erase_records, remember_erased, remember_objections
from kunding.customers.actions.merge import MergeIsWrong, merge_customers, tell_apart, unmerge_customers
from kunding.customers.actions.receive import receive_customers

__all__ = [
    "CampaignStays",
    "MergeIsWrong",
    "StatementIsWrong",
    "erase_records",
    "find_duplicates",
    "merge_customers",
    "note_consent",
    "note_contacts",
    "note_outage",
    "plan_campaigns",
    "receive_customers",
    "remember_erased",
    "remember_objections",
    "set_limits",
    "sign_off",
    "tell_apart",
    "unmerge_customers",
    "withdraw_campaign",
]
