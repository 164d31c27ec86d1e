"""When a case may be closed."""

from django.utils.translation import gettext

SETTLED_AFTER_DAYS = 10  # business days after the customer was told: silence is taken for "solved"


def why_not_closed(*, told: bool, unreachable_because: str = "", nothing_owed: bool = False) -> str:
    """Return why a case cannot be closed, as a sentence in the active language; empty where it can.

    >>> why_not_closed(told=True)
    ''
    """
    if told or nothing_owed or unreachable_because.strip():
        return ""
    return gettext(
        "The customer has not been told the decision yet: answer first, or write down why the customer"
        " cannot be reached."
    )
