"""What Art. 15 (1) wants to be told of each kind of data, in the active language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class About:
    """Where data of one kind come from, what for, on what ground, who receives them, how long they are kept."""

    title: Any  # lazy translations
    origin: Any
    purpose: Any
    basis: Any
    recipients: Any
    kept: Any


NOBODY = _("Nobody outside the company.")
TILL_ERASED = _("Until they are erased, by you or by the company; no earlier end is set.")
TO_ANSWER = _("To answer you and to take away what annoys customers.")
DUTY = _("Art. 6 (1) (b) and (f) GDPR: performing the contract; the interest in answering customers.")
ABOUT: Mapping[str, About] = {
    "record": About(
        _("Your customer record"),
        _("The company’s own customer list."),
        _("To know who is writing to us"),
        _("Art. 6 (1) (b) GDPR: performing the contract."),
        NOBODY,
        TILL_ERASED,
    ),
    "consent": About(
        _("What you said about being contacted"),
        _("You, or whoever of the company noted it."),
        _("To contact you only as you want it, and to prove it"),
        _("Art. 6 (1) (c) and Art. 7 (1) GDPR, § 7 UWG."),
        NOBODY,
        _("Until erased; a digest that does not name you stays, so that nobody writes to you again."),
    ),
    "contacts": About(
        _("When you were contacted"),
        _("The company’s own mailings."),
        _("To contact you not too often"),
        _("Art. 6 (1) (c) GDPR, § 7 UWG."),
        NOBODY,
        TILL_ERASED,
    ),
    "words": About(
        _("What you told us, and how our computer read it"),
        _("You, on the way that stands with each."),
        TO_ANSWER,
        _("As it stands with each source; else Art. 6 (1) (b) and (f) GDPR."),
        _("Who takes care of the matter; others in the company see it with names covered."),
        TILL_ERASED,
    ),
    "mails": About(
        _("Your e-mails"),
        _("You."),
        TO_ANSWER,
        DUTY,
        _("Who takes care of the matter."),
        TILL_ERASED,
    ),
    "cases": About(
        _("Your matters, and what we told you"),
        _("The people who took care of them."),
        TO_ANSWER,
        DUTY,
        _("Who takes care of the matter, their team and lead. Figures go into reports without your name."),
        TILL_ERASED,
    ),
    "internal": About(
        _("What we noted about your matters"),
        _("The people who took care of them; other people’s names are covered."),
        _("To work on your matters together"),
        DUTY,
        _("Who takes care of the matter, their team and lead."),
        TILL_ERASED,
    ),
    "letters": About(
        _("E-mails that we wrote to you"),
        _("The company, some of them written by its computer."),
        TO_ANSWER,
        DUTY,
        _("You, through the mail servers on the way."),
        TILL_ERASED,
    ),
    "rejects": About(
        _("Lines of lists that could not be read"),
        _("The list that was imported."),
        _("To put them right"),
        DUTY,
        NOBODY,
        TILL_ERASED,
    ),
    "figures": About(
        _("Figures"),
        _("What stands above, without words, names and addresses."),
        _("To count what annoys customers"),
        _("Art. 6 (1) (f) GDPR: the interest in getting better."),
        NOBODY,
        _("As long as what they are made of; then without any mark of you."),
    ),
}
