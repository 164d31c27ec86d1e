"""Who may open what, how, and of which objects: one row per address; an address without a row is open to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kunding.people.models import Role

Roles = frozenset[str]

# A person who did not log in.
ANYBODY: Roles = frozenset({"anybody"})
# Each logged-in person is at least an employee.
EVERYONE: Roles = frozenset({Role.EMPLOYEE.value})


# Which objects: what one may not see or touch is not found (404), so that nobody learns that it exists.
NONE = "none"  # the address names no object
SHARED = "everybody's"  # whoever may open the address may open each of its objects
CASE = "case of the own units, one's own, or asked for"
LINK = "customer link"
OWN = "own"
OWN_OR_KEPT = "own, or anybody's as administrator"
LED_OR_KEPT = "own, of the led units, or anybody's as administrator"
QUARANTINED = "mail that asks into a case in which one may act"

READ = frozenset({"GET", "HEAD"})
ACT = frozenset({"POST"})


@dataclass(frozen=True)
class Row:
    """One address: who may open it, with which methods, and whose objects."""

    name: str
    roles: Roles
    methods: frozenset[str]
    objects: str = NONE


def read(name: str, roles: Roles, objects: str = NONE) -> Row:
    """Return the row of a page that is only looked at."""
    return Row(name, roles, READ, objects)


def act(name: str, roles: Roles, objects: str = NONE) -> Row:
    """Return the row of an act."""
    return Row(name, roles, ACT, objects)


def both(name: str, roles: Roles, objects: str = NONE) -> Row:
    """Return the row of a form that is shown and sent to the same address."""
    return Row(name, roles, READ | ACT, objects)


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
KEEPS_RIGHTS = _roles(Role.CCO, Role.ADMINISTRATOR)
SETS_LIMITS = _roles(Role.CCO, Role.ADMINISTRATOR)
SETS_PRICES = _roles(Role.PROCESS_OWNER, Role.CCO, Role.ADMINISTRATOR)
KEEPS_PEOPLE = _roles(Role.ADMINISTRATOR)
KEEPS_WEBHOOKS = _roles(Role.ADMINISTRATOR)
LOOKS_AFTER_PEOPLE = _roles(Role.LEAD, Role.ADMINISTRATOR)

ROWS: tuple[Row, ...] = (
    # the door
    both("account_login", ANYBODY),
    both("account_logout", EVERYONE),
    read("account_inactive", ANYBODY),
    both("account_signup", ANYBODY),  # always says that nobody can sign up here
    both("account_reset_password", ANYBODY),
    read("account_reset_password_done", ANYBODY),
    both("account_reset_password_from_key", ANYBODY),
    read("account_reset_password_from_key_done", ANYBODY),
    both("account_change_password", EVERYONE),
    both("account_set_password", EVERYONE),
    both("account_reauthenticate", EVERYONE),
    act("company_login", ANYBODY),
    read("openid_connect_callback", ANYBODY),
    both("mfa_authenticate", ANYBODY),
    read("mfa_index", EVERYONE),
    both("mfa_reauthenticate", EVERYONE),
    both("mfa_activate_totp", EVERYONE),
    both("mfa_deactivate_totp", EVERYONE),
    read("mfa_view_recovery_codes", EVERYONE),
    both("mfa_generate_recovery_codes", EVERYONE),
    read("mfa_download_recovery_codes", EVERYONE),
    both("set_language", ANYBODY),
    act("web:light", ANYBODY),
    read("web:health", ANYBODY),
    read("web:works_council", EVERYONE),
    both("web:new_case", EVERYONE),
    act("web:claim", EVERYONE, QUARANTINED),  # and may act in the case
    act("web:disclose", KEEPS_RIGHTS, SHARED),
    both("web:erase", KEEPS_RIGHTS, SHARED),
    # customers: whoever holds the link of a case, and whoever has something to tell us
    both("public:tell_us", ANYBODY),
    read("public:case", ANYBODY, LINK),
    act("public:add", ANYBODY, LINK),
    act("public:verdict", ANYBODY, LINK),
    act("public:reopen", ANYBODY, LINK),
    act("public:news", ANYBODY, LINK),
    read("public:photo", ANYBODY, LINK),
    read("public:codes", PRINTS_CODES),
    read("public:code", PRINTS_CODES, SHARED),
    # who works here; whom one looks after is asked of people.keeping
    read("people:people", LOOKS_AFTER_PEOPLE),
    both("people:add", KEEPS_PEOPLE),
    read("people:person", KEEPS_PEOPLE, SHARED),
    act("people:grant", KEEPS_PEOPLE, SHARED),
    act("people:withdraw_role", KEEPS_PEOPLE, SHARED),
    act("people:place", KEEPS_PEOPLE, SHARED),
    act("people:leave", KEEPS_PEOPLE, SHARED),
    act("people:come_back", KEEPS_PEOPLE, SHARED),
    act("people:link", KEEPS_PEOPLE, SHARED),
    act("people:untie", KEEPS_PEOPLE, SHARED),
    act("people:second_factor", KEEPS_PEOPLE, SHARED),
    act("people:email", KEEPS_PEOPLE, SHARED),
    act("people:log_out", EVERYONE, OWN_OR_KEPT),  # oneself, or as administrator anybody
    act("people:absent", EVERYONE, LED_OR_KEPT),  # oneself, the led units, or as administrator anybody
    act("people:present", EVERYONE, LED_OR_KEPT),
    read("people:me", EVERYONE, OWN),
    act("people:issue_token", EVERYONE, OWN),
    act("people:revoke_token", EVERYONE, OWN_OR_KEPT),
    # programs, with the rights of their token's person
    read("api:api-root", EVERYONE),
    read("api:openapi-json", EVERYONE),
    both("api:feedback", HEARS_CUSTOMERS),
    both("api:cases", EVERYONE),
    read("api:case", EVERYONE, CASE),
    act("api:merge_case", EVERYONE, CASE),  # and may act in the other one, too
    act("api:unmerge_case", EVERYONE, CASE),  # in the merged one, or in the one in which it goes on
    both("api:webhooks", KEEPS_WEBHOOKS),
    act("api:pause_webhook", KEEPS_WEBHOOKS, SHARED),
    act("api:resume_webhook", KEEPS_WEBHOOKS, SHARED),
    act("api:replay_webhook", KEEPS_WEBHOOKS, SHARED),
    read("api:pains", EVERYONE),
    both("api:campaigns", EVERYONE),  # to plan one takes the role of customers:plan
    read("api:ask", SEES_THE_WHOLE),
    # the whole
    read("cockpit:cockpit", EVERYONE),
    read("cockpit:gulfs", EVERYONE),  # units of fewer than five people are shown as one
    read("cockpit:report", SEES_THE_WHOLE),
    read("cockpit:method", EVERYONE),
    read("cockpit:feedback", HEARS_CUSTOMERS),
    read("cockpit:one_feedback", HEARS_CUSTOMERS, SHARED),
    # what customers say
    read("understand:choose", HEARS_CUSTOMERS, SHARED),
    act("understand:correct", HEARS_CUSTOMERS, SHARED),
    read("understand:themes", HEARS_CUSTOMERS),
    read("understand:theme", HEARS_CUSTOMERS, SHARED),
    act("understand:rename", SORTS_THEMES, SHARED),
    act("understand:merge", SORTS_THEMES, SHARED),
    act("understand:unmerge", SORTS_THEMES, SHARED),
    act("understand:keep_apart", SORTS_THEMES, SHARED),
    act("understand:propose_again", SORTS_THEMES, SHARED),
    act("understand:split", SORTS_THEMES, SHARED),
    act("understand:hide", SORTS_THEMES, SHARED),
    act("understand:show", SORTS_THEMES, SHARED),
    # where it comes from
    read("listen:sources", KEEPS_SOURCES),
    act("listen:replay", KEEPS_SOURCES, SHARED),
    # what we owe
    read("respond:cases", EVERYONE),
    read("respond:case", EVERYONE, CASE),
    read("respond:customer", EVERYONE, SHARED),
    read("respond:together", MERGES_CUSTOMERS, SHARED),
    act("respond:take_over", EVERYONE, CASE),
    act("respond:answer", EVERYONE, CASE),
    act("respond:assess", EVERYONE, CASE),
    act("respond:decide", EVERYONE, CASE),
    act("respond:hand_over", EVERYONE, CASE),
    act("respond:accept", EVERYONE, CASE),  # and of the unit that was asked: the view sees to that
    act("respond:turn_down", EVERYONE, CASE),
    act("respond:withdraw", EVERYONE, CASE),
    act("respond:ask", EVERYONE, CASE),
    act("respond:finish", EVERYONE, CASE),  # and of the unit that was asked, as with the note: the view sees to that
    act("respond:change_task", EVERYONE, CASE),
    act("respond:withdraw_task", EVERYONE, CASE),
    act("respond:note_withdrawal", EVERYONE, CASE),
    act("respond:remind", EVERYONE, CASE),  # the own reminders only, as with the next two
    act("respond:reminder_done", EVERYONE, CASE),
    act("respond:reminder_back", EVERYONE, CASE),
    act("respond:close", EVERYONE, CASE),
    act("respond:reopen", EVERYONE, CASE),
    read("respond:same", EVERYONE, CASE),
    act("respond:merge", EVERYONE, CASE),  # and may act in the other one, too
    act("respond:unmerge", EVERYONE, CASE),  # in the merged one, or in the one in which it goes on
    read("respond:export", SEES_THE_WHOLE),  # as far as each may see
    act("respond:bulk", EVERYONE),
    act("respond:save_view", EVERYONE),
    act("respond:rename_view", EVERYONE, OWN),
    act("respond:delete_view", EVERYONE, OWN),
    read("respond:trail", EVERYONE, CASE),
    read("respond:earlier", EVERYONE, CASE),
    act("respond:draft", EVERYONE, CASE),
    act("respond:begin", EVERYONE, CASE),
    act("respond:presence", EVERYONE, CASE),
    act("respond:note", EVERYONE, CASE),
    act("respond:set_labels", EVERYONE, CASE),
    act("respond:give_goodwill", EVERYONE, CASE),
    act("respond:decide_goodwill", EVERYONE, CASE),  # and a lead of the unit: the act itself sees to that
    read("respond:file", EVERYONE, CASE),
    act("respond:send_again", EVERYONE, CASE),
    read("respond:goodwill", EVERYONE),
    both("respond:allowances", SETS_LIMITS),
    both("respond:promises", SETS_LIMITS),
    read("respond:templates", LEADS_ANSWERS),
    both("respond:template", LEADS_ANSWERS, SHARED),
    act("respond:delete_template", LEADS_ANSWERS, SHARED),
    read("respond:labels", LEADS_ANSWERS),
    act("respond:create_label", LEADS_ANSWERS),
    act("respond:change_label", LEADS_ANSWERS, SHARED),
    act("respond:delete_label", LEADS_ANSWERS, SHARED),
    act("respond:template_back", LEADS_ANSWERS, SHARED),
    act("respond:label_back", LEADS_ANSWERS, SHARED),
    act("respond:promise_back", SETS_LIMITS, SHARED),
    # other systems that are told what happens to cases
    both("respond:webhooks", KEEPS_WEBHOOKS),
    both("respond:webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:try_webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:pause_webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:resume_webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:replay_webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:change_webhook_secret", KEEPS_WEBHOOKS, SHARED),
    act("respond:delete_webhook", KEEPS_WEBHOOKS, SHARED),
    act("respond:restore_webhook", KEEPS_WEBHOOKS, SHARED),
    # who our customers are, and what goes out to them
    read("customers:customers", EVERYONE),
    act("customers:consent", EVERYONE, SHARED),
    read("customers:duplicates", EVERYONE),
    act("customers:look", MERGES_CUSTOMERS),
    act("customers:merge", MERGES_CUSTOMERS),
    act("customers:unmerge", MERGES_CUSTOMERS, SHARED),
    act("customers:apart", MERGES_CUSTOMERS),
    act("customers:not_apart", MERGES_CUSTOMERS, SHARED),
    read("customers:campaigns", EVERYONE),
    read("customers:export", EVERYONE),
    both("customers:plan", PLANS_CAMPAIGNS),
    act("customers:import", PLANS_CAMPAIGNS),
    act("customers:withdraw", PLANS_CAMPAIGNS, SHARED),
    act("customers:after_all", PLANS_CAMPAIGNS, SHARED),
    act("customers:outage", PLANS_CAMPAIGNS),
    act("customers:sign_off", _roles(Role.LEAD, Role.CCO), SHARED),  # and of service: the act itself sees to that
    both("customers:limits", _roles(Role.CCO, Role.ADMINISTRATOR)),
    # what annoys
    read("improve:pains", EVERYONE),
    read("improve:pain", EVERYONE, SHARED),
    read("improve:customers", SEES_THE_WHOLE, SHARED),
    read("improve:what_if", SEES_THE_WHOLE, SHARED),
    act("improve:mark", SORTS_THEMES, SHARED),
    act("improve:dismiss", SORTS_THEMES, SHARED),
    act("improve:begin", SETS_PRICES, SHARED),
    act("improve:ship", SETS_PRICES, SHARED),
    read("improve:assumptions", SEES_THE_WHOLE),
    act("improve:assume", SETS_PRICES),
)
TABLE: Mapping[str, Row] = MappingProxyType({row.name: row for row in ROWS})


def is_open(name: str) -> bool:
    """Return whether the address may be opened without a login."""
    row = TABLE.get(name)
    return row is not None and row.roles == ANYBODY


def may_open(name: str, roles: Roles) -> bool:
    """Return whether somebody with these roles may open the address; an unknown address is open to nobody.

    >>> may_open("improve:assume", frozenset({"employee"}))
    False
    >>> may_open("no such address", frozenset({"administrator"}))
    False
    """
    row = TABLE.get(name)
    return row is not None and (row.roles == ANYBODY or bool(row.roles & roles))


def methods_of(name: str) -> frozenset[str]:
    """Return the methods that the address answers; none for an unknown one."""
    row = TABLE.get(name)
    return row.methods if row else frozenset()
