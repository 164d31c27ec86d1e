"""What the works council's page says. Who sees what is read from the access table; a test holds each row to it.

`tables` names every table that points at a person: a new one fails the test until it stands in a row here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kunding.listen.models import Source
from kunding.people.models import Role
from kunding.web.access import CASE, EVERYONE, LED_OR_KEPT, OWN, OWN_OR_KEPT, TABLE


@dataclass(frozen=True)
class Stored:
    """One kind of data about employees: on which pages it is shown, and in which tables it lies."""

    what: Any
    why: Any
    who: Any
    how_long: Any
    pages: tuple[str, ...] = ()  # addresses of the access table; none: no page shows it
    tables: tuple[str, ...] = ()


STORED = (
    Stored(
        _("Name, work e-mail, unit, roles, language"),
        _("To log in and to own cases"),
        _("Everybody sees name and unit of a case’s owner; administrators see the rest"),
        _("As long as the person works here"),
        ("people:people", "people:person", "people:me"),
        ("people.Grant", "people.Unit", "journeys.Journey", "journeys.Touchpoint", "respond.Rung"),
    ),
    Stored(
        _("Who owns a case, answered it, handed it over, closed it, and when"),
        _("So that no customer is forgotten"),
        _("The people of the case’s unit, the Chief Customer Officer"),
        _("As long as the case"),
        ("respond:cases", "respond:case", "respond:trail"),
        (
            *("respond.Case", "respond.Decision", "respond.Answer", "respond.Closure", "respond.Reopening"),
            *("respond.Handover", "respond.Task", "respond.Note", "respond.Mention", "respond.CaseLabel"),
            *("respond.Escalation", "respond.Goodwill", "respond.Removal", "respond.CaseMerge"),
        ),
    ),
    Stored(
        _("Drafts of answers, and who looks at a case just now"),
        _("So that two people do not answer over each other"),
        _("The people of the case’s unit, while it lasts"),
        _("Until the answer is sent; who looks, for minutes"),
        ("respond:case",),
        ("respond.Draft", "respond.Presence"),
    ),
    Stored(
        _("What a person wants to look at again: a case, a day, a word why"),
        _("To be reminded of it"),
        _("Each person their own; nobody else, and the trail of acts does not tell it"),
        _("Until a day after it is done"),
        ("respond:case", "respond:cases"),
        ("respond.Reminder",),
    ),
    Stored(
        _("Views of the inbox that a person kept"),
        _("To find them again"),
        _("Each person their own"),
        _("Until deleted"),
        ("respond:cases",),
        ("respond.SavedView",),
    ),
    Stored(
        _("Names of employees in customers’ words"),
        _("They are part of what the customer wrote"),
        _("Only the owner of the case; everybody else sees them masked"),
        _("As long as the feedback"),
        ("respond:case", "cockpit:feedback", "cockpit:one_feedback"),
    ),
    Stored(
        _("Corrections of readings and changes of themes, with the name of who made them"),
        _("So that a mistake can be taken back"),
        _("Administrators"),
        _("As long as the feedback"),
        (),
        (
            "understand.Correction",
            "understand.Naming",
            "understand.Hiding",
            "understand.Difference",
            "listen.Quarantine",
        ),
    ),
    Stored(
        _("Who decided about customers’ records, consent, sends, prices, initiatives and webhooks"),
        _("So that a decision can be explained and taken back"),
        _("Those who may open the page on which it was decided"),
        _("As long as what was decided counts"),
        ("customers:customers", "customers:campaigns", "improve:pains", "improve:pain", "improve:assumptions"),
        (
            *("customers.Consent", "customers.Campaign", "customers.SignOff", "customers.Withdrawal"),
            *("customers.Outage", "customers.OutboundRules", "customers.Merge", "customers.ToldApart"),
            *("improve.PainPoint", "improve.Dismissal", "improve.Assumptions", "improve.Initiative"),
            *("respond.Webhook", "loop.Erasure"),
        ),
    ),
    Stored(
        _("The trail of acts: who did what, when"),
        _("To prove that nothing was changed afterwards"),
        _("Administrators of the server; on a case’s page those who see the case"),
        _("As long as the installation is run: no entry is deleted"),
        ("respond:trail",),
    ),
    Stored(
        _("Time of the last login, sessions"),
        _("Security"),
        _("No page shows them; administrators of the server could read the time of the last login"),
        _("Two weeks after the last login"),
    ),
    Stored(
        _("Absences: first day, last day, deputy; no reason"),
        _("So that somebody answers customers while a colleague is away"),
        _("The person, leads of the unit, administrators"),
        _("As long as the person works here"),
        ("people:people", "people:person", "people:me"),
        ("people.Absence",),
    ),
    Stored(
        _(
            "Which account of the company’s login belongs to a person; the second factor, sealed; tokens of programs "
            "as digests"
        ),
        _("To log in"),
        _("Administrators see that there is one; nobody sees the secret"),
        _("Until untied, removed or revoked"),
        ("people:person", "people:me"),
        ("people.AccessToken", "account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"),
    ),
)
NEVER = (
    _("Rank people, compare them with each other, or keep lasting statistics about one person."),
    _("Show a figure about the work of fewer than five people: small units are shown as one."),
    _("Let a model score an employee or an applicant."),
    _("Infer employees’ emotions: mood is read from customers’ words only."),
)
MADE_SURE = (
    _("One rule stands before all questions about units, also in filters, the interface for programs and the command."),
    _("The analytics store holds no employee at all: its finest grain is the unit."),
    _("Each page is open only to the roles that one table names; a test visits each page as each role."),
    _("Names are masked before the words leave the page’s server part, not in the browser."),
    _("No page, no export and no interface has a figure per person; a test looks for one."),
    _("This page is made of the same table as the doors; a test fails where a kind of data is missing here."),
)
# Whose objects somebody sees on a page that is open to everybody.
WHOSE = {
    CASE: _("each person the cases of the own units, the own ones, and those asked for"),
    OWN: _("each person their own"),
    OWN_OR_KEPT: _("each person their own, administrators all"),
    LED_OR_KEPT: _("each person their own, leads those of their units, administrators all"),
}


# The pages on which something about employees is shown, as people call them.
PAGES = {
    "people:people": _("People"),
    "people:person": _("The page of a person"),
    "people:me": _("Absences, sessions, tokens"),
    "respond:cases": _("Cases"),
    "respond:case": _("The page of a case"),
    "respond:trail": _("Who did what in a case"),
    "cockpit:feedback": _("Feedback"),
    "cockpit:one_feedback": _("The page of a feedback"),
    "customers:customers": _("Customers"),
    "customers:campaigns": _("What is going out"),
    "improve:pains": _("Pain points"),
    "improve:pain": _("The page of a pain point"),
    "improve:assumptions": _("Assumptions"),
}
KINDS_OF_SOURCES = {
    "file": _("imported file"),
    "api": _("another program"),
    "imap": _("mailbox"),
    "maildir": _("mailbox"),
}


@dataclass(frozen=True)
class Door:
    """One page on which something is shown, and to whom it is open."""

    address: str
    page: str  # as people call it
    open_to: str


def doors_of(stored: Stored) -> Iterator[Door]:
    """Yield the pages that show it, each with the roles to which the access table opens it."""
    for name in stored.pages:
        row = TABLE[name]
        everybody = row.roles == EVERYONE
        roles = gettext("everybody") if everybody else ", ".join(str(Role(role).label) for role in sorted(row.roles))
        whose = WHOSE.get(row.objects)
        yield Door(name, str(PAGES[name]), f"{roles} ({whose})" if whose else roles)


def sources_of(sources: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """Yield the name of each source, and what it is: its kind where people have a word for it, its channel."""
    for source in sources:
        kind, channel = KINDS_OF_SOURCES.get(source.kind, ""), source.get_channel_display()
        # A file whose channel is “file” is said once.
        words = [str(word) for word in (kind, "" if source.channel == source.kind else channel) if word]
        yield source.name, " · ".join(words)
