"""Who may open what: one row per address; an address without a row is open to nobody."""

from collections.abc import Mapping
from types import MappingProxyType

from kunding.people.models import Role

Roles = frozenset[str]

# A person who did not log in.
ANYBODY: Roles = frozenset({"anybody"})
# Each logged-in person is at least an employee.
EVERYONE: Roles = frozenset({Role.EMPLOYEE.value})


def _roles(*roles: Role) -> Roles:
    return frozenset(role.value for role in roles)


SEES_THE_WHOLE = _roles(Role.LEAD, Role.PROCESS_OWNER, Role.ANALYST, Role.CCO, Role.ADMINISTRATOR)
HEARS_CUSTOMERS = EVERYONE
SORTS_THEMES = SEES_THE_WHOLE
KEEPS_SOURCES = _roles(Role.CCO, Role.ADMINISTRATOR)
PLANS_CAMPAIGNS = _roles(Role.LEAD, Role.PROCESS_OWNER, Role.CCO, Role.ADMINISTRATOR)
MERGES_CUSTOMERS = PLANS_CAMPAIGNS
PRINTS_CODES = PLANS_CAMPAIGNS
LEADS_ANSWERS = _roles(Role.LEAD, Role.PROCESS_OWNER, Role.CCO, Role.ADMINISTRATOR)
SETS_LIMITS = _roles(Role.CCO, Role.ADMINISTRATOR)
SETS_PRICES = _roles(Role.PROCESS_OWNER, Role.CCO, Role.ADMINISTRATOR)
KEEPS_PEOPLE = _roles(Role.ADMINISTRATOR)
LOOKS_AFTER_PEOPLE = _roles(Role.LEAD, Role.ADMINISTRATOR)

TABLE: Mapping[str, Roles] = MappingProxyType(
    {
        # the door
        "account_login": ANYBODY,
        "account_logout": EVERYONE,
        "account_inactive": ANYBODY,
        "account_signup": ANYBODY,  # always says that nobody can sign up here
        "account_reset_password": ANYBODY,
        "account_reset_password_done": ANYBODY,
        "account_reset_password_from_key": ANYBODY,
        "account_reset_password_from_key_done": ANYBODY,
        "account_change_password": EVERYONE,
        "account_set_password": EVERYONE,
        "account_reauthenticate": EVERYONE,
        "company_login": ANYBODY,
        "openid_connect_callback": ANYBODY,
        "mfa_authenticate": ANYBODY,
        "mfa_index": EVERYONE,
        "mfa_reauthenticate": EVERYONE,
        "mfa_activate_totp": EVERYONE,
        "mfa_deactivate_totp": EVERYONE,
        "mfa_view_recovery_codes": EVERYONE,
        "mfa_generate_recovery_codes": EVERYONE,
        "mfa_download_recovery_codes": EVERYONE,
        "set_language": ANYBODY,
        "web:light": ANYBODY,
        "web:health": ANYBODY,
        "web:works_council": EVERYONE,
        "web:claim": EVERYONE,  # and may act in the case: the view sees to that
        # customers: whoever holds the link of a case, and whoever has something to tell us
        "public:tell_us": ANYBODY,
        "public:case": ANYBODY,
        "public:add": ANYBODY,
        "public:verdict": ANYBODY,
        "public:reopen": ANYBODY,
        "public:photo": ANYBODY,
        "public:codes": PRINTS_CODES,
        "public:code": PRINTS_CODES,
        # who works here; whom one looks after is asked of people.keeping
        "people:people": LOOKS_AFTER_PEOPLE,
        "people:add": KEEPS_PEOPLE,
        "people:person": KEEPS_PEOPLE,
        "people:grant": KEEPS_PEOPLE,
        "people:withdraw_role": KEEPS_PEOPLE,
        "people:place": KEEPS_PEOPLE,
        "people:leave": KEEPS_PEOPLE,
        "people:come_back": KEEPS_PEOPLE,
        "people:link": KEEPS_PEOPLE,
        "people:untie": KEEPS_PEOPLE,
        "people:log_out": EVERYONE,  # oneself, or as administrator anybody
        "people:absent": EVERYONE,  # oneself, the led units, or as administrator anybody
        "people:present": EVERYONE,
        "people:me": EVERYONE,
        "people:issue_token": EVERYONE,
        "people:revoke_token": EVERYONE,
        # programs, with the rights of their token's person
        "api:api-root": EVERYONE,
        "api:openapi-json": EVERYONE,
        "api:feedback": HEARS_CUSTOMERS,
        "api:cases": EVERYONE,
        "api:pains": EVERYONE,
        "api:campaigns": EVERYONE,  # to plan one takes the role of customers:plan
        "api:ask": SEES_THE_WHOLE,
        # the whole
        "cockpit:cockpit": EVERYONE,
        "cockpit:gulfs": EVERYONE,  # units of fewer than five people are shown together
        "cockpit:report": SEES_THE_WHOLE,
        "cockpit:method": EVERYONE,
        "cockpit:feedback": HEARS_CUSTOMERS,
        "cockpit:one_feedback": HEARS_CUSTOMERS,
        # what customers say
        "understand:choose": HEARS_CUSTOMERS,
        "understand:correct": HEARS_CUSTOMERS,
        "understand:themes": HEARS_CUSTOMERS,
        "understand:theme": HEARS_CUSTOMERS,
        "understand:rename": SORTS_THEMES,
        "understand:merge": SORTS_THEMES,
        "understand:unmerge": SORTS_THEMES,
        "understand:split": SORTS_THEMES,
        "understand:hide": SORTS_THEMES,
        "understand:show": SORTS_THEMES,
        # where it comes from
        "listen:sources": KEEPS_SOURCES,
        "listen:replay": KEEPS_SOURCES,
        # what we owe
        "respond:cases": EVERYONE,
        "respond:case": EVERYONE,
        "respond:customer": EVERYONE,
        "respond:take_over": EVERYONE,
        "respond:answer": EVERYONE,
        "respond:assess": EVERYONE,
        "respond:decide": EVERYONE,
        "respond:hand_over": EVERYONE,
        "respond:accept": EVERYONE,  # and of the unit that was asked: the view sees to that
        "respond:turn_down": EVERYONE,
        "respond:withdraw": EVERYONE,
        "respond:ask": EVERYONE,
        "respond:finish": EVERYONE,
        "respond:close": EVERYONE,
        "respond:reopen": EVERYONE,
        "respond:bulk": EVERYONE,
        "respond:save_view": EVERYONE,
        "respond:rename_view": EVERYONE,
        "respond:delete_view": EVERYONE,
        "respond:trail": EVERYONE,
        "respond:earlier": EVERYONE,
        "respond:draft": EVERYONE,
        "respond:begin": EVERYONE,
        "respond:presence": EVERYONE,
        "respond:note": EVERYONE,
        "respond:set_labels": EVERYONE,
        "respond:give_goodwill": EVERYONE,
        "respond:decide_goodwill": EVERYONE,  # and a lead of the unit: the act itself sees to that
        "respond:file": EVERYONE,
        "respond:send_again": EVERYONE,
        "respond:goodwill": EVERYONE,
        "respond:allowances": SETS_LIMITS,
        "respond:templates": LEADS_ANSWERS,
        "respond:template": LEADS_ANSWERS,
        "respond:delete_template": LEADS_ANSWERS,
        "respond:labels": LEADS_ANSWERS,
        "respond:create_label": LEADS_ANSWERS,
        "respond:change_label": LEADS_ANSWERS,
        "respond:delete_label": LEADS_ANSWERS,
        # who our customers are, and what goes out to them
        "customers:customers": EVERYONE,
        "customers:consent": EVERYONE,
        "customers:duplicates": EVERYONE,
        "customers:look": MERGES_CUSTOMERS,
        "customers:merge": MERGES_CUSTOMERS,
        "customers:unmerge": MERGES_CUSTOMERS,
        "customers:apart": MERGES_CUSTOMERS,
        "customers:campaigns": EVERYONE,
        "customers:export": EVERYONE,
        "customers:plan": PLANS_CAMPAIGNS,
        "customers:import": PLANS_CAMPAIGNS,
        "customers:withdraw": PLANS_CAMPAIGNS,
        "customers:outage": PLANS_CAMPAIGNS,
        "customers:sign_off": _roles(Role.LEAD, Role.CCO),  # and of service: the act itself sees to that
        "customers:limits": _roles(Role.CCO, Role.ADMINISTRATOR),
        # what annoys
        "improve:pains": EVERYONE,
        "improve:pain": EVERYONE,
        "improve:what_if": SEES_THE_WHOLE,
        "improve:mark": SORTS_THEMES,
        "improve:dismiss": SORTS_THEMES,
        "improve:begin": SETS_PRICES,
        "improve:ship": SETS_PRICES,
        "improve:assumptions": SEES_THE_WHOLE,
        "improve:assume": SETS_PRICES,
    }
)


def is_open(name: str) -> bool:
    """Return whether the address may be opened without a login."""
    return TABLE.get(name) == ANYBODY


def may_open(name: str, roles: Roles) -> bool:
    """Return whether somebody with these roles may open the address; an unknown address is open to nobody.

    >>> may_open("improve:assume", frozenset({"employee"}))
    False
    >>> may_open("no such address", frozenset({"administrator"}))
    False
    """
    allowed = TABLE.get(name, frozenset())
    return allowed == ANYBODY or bool(allowed & roles)
