"""Acts on the company and its people."""

from kunding.people.actions.accounts import add_person, issue_token, revoke_token
from kunding.people.actions.found import found_company

__all__ = ["add_person", "found_company", "issue_token", "revoke_token"]
