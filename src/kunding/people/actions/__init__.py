"""Acts on the company and its people."""

from kunding.people.actions.accounts import add_person, issue_token, revoke_token
from kunding.people.actions.found import found_company
from kunding.people.actions.place import UnitIsMissing, place_units, set_password
from kunding.people.actions.receive import ensure_units, receive_people

__all__ = [
    "UnitIsMissing",
    "add_person",
    "ensure_units",
    "found_company",
    "issue_token",
    "place_units",
    "receive_people",
    "revoke_token",
    "set_password",
]
