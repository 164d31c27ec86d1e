"""Acts on the company and its people."""

from kunding.people.actions.absences import note_absence, withdraw_absence
from kunding.people.actions.accounts import add_person, issue_token, revoke_token
from kunding.people.actions.company_login import tie_login, untie_login
from kunding.people.actions.found import found_company
from kunding.people.actions.logins import change_email, choose_language, remove_second_factor
from kunding.people.actions.place import UnitIsMissing, place_units, set_password
from kunding.people.actions.receive import ensure_units, receive_people
from kunding.people.actions.rights import (
    deactivate_person,
    end_sessions,
    give_role,
    place_person,
    reactivate_person,
    withdraw_role,
)

__all__ = [
    "UnitIsMissing",
    "add_person",
    "change_email",
    "choose_language",
    "deactivate_person",
    "end_sessions",
    "ensure_units",
    "found_company",
    "give_role",
    "issue_token",
    "note_absence",
    "place_person",
    "place_units",
    "reactivate_person",
    "receive_people",
    "remove_second_factor",
    "revoke_token",
    "set_password",
    "tie_login",
    "untie_login",
    "withdraw_absence",
    "withdraw_role",
]
