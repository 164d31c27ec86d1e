"""What the works council's page says, in one list: the same list stands in the documentation."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stored:
    """One kind of data about employees."""

    what: Any
    why: Any
    who: Any
    how_long: Any


STORED = (
    Stored(
        _("Name, work e-mail, unit, roles, language"),
        _("To log in and to own cases"),
        _("Everybody sees name and unit of a case’s owner; administrators see the rest"),
        _("As long as the person works here"),
    ),
    Stored(
        _("Who owns a case, answered it, handed it over, closed it, and when"),
        _("So that no customer is forgotten"),
        _("The people of the case’s unit, the Chief Customer Officer"),
        _("As long as the case"),
    ),
    Stored(
        _("Names of employees in customers’ words"),
        _("They are part of what the customer wrote"),
        _("Only the owner of the case; everybody else sees them masked"),
        _("As long as the feedback"),
    ),
    Stored(
        _("Corrections of readings and changes of themes, with the name of who made them"),
        _("So that a mistake can be taken back"),
        _("Administrators"),
        _("As long as the feedback"),
    ),
    Stored(
        _("The trail of acts: who did what, when"),
        _("To prove that nothing was changed afterwards"),
        _("Administrators"),
        _("As the company decides; ten years at most"),
    ),
    Stored(
        _("Time of the last login, sessions"),
        _("Security"),
        _("Administrators"),
        _("Two weeks after the session ends"),
    ),
    Stored(
        _("Absences: first day, last day, deputy; no reason"),
        _("So that somebody answers customers while a colleague is away"),
        _("The person, leads of the unit, administrators"),
        _("As long as the person works here"),
    ),
    Stored(
        _("Which account of the company’s login belongs to a person; tokens of programs as digests"),
        _("To log in"),
        _("Administrators; each person their own"),
        _("Until untied or revoked"),
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
)
