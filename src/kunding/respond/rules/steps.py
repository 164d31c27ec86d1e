"""What happens next, as a sentence in the active language."""

from django.utils.translation import gettext


def first_step(kind: str, *, hint: bool = False, known: bool = True) -> str:
    """Return what must be done first."""
    if hint:
        return gettext("Read it again: is it really a complaint? If so, answer the customer.")
    if not known:
        return gettext("Find out who wrote this, or answer where it was written.")
    return {
        "complaint": gettext("Tell the customer who takes care of it and until when."),
        "detractor": gettext("Call the customer and ask what went wrong."),
        "leaving": gettext("Call the customer before they leave, and ask what would make them stay."),
        "chasing": gettext("Answer today: the customer has had to ask again."),
        "request": gettext("Answer the customer."),
    }[kind]


def step_after_taking_over() -> str:
    """Return what whoever took the case over does next."""
    return gettext("Look into it, and tell the customer how things stand.")


def step_after_answer(*, decides: bool) -> str:
    """Return what comes after the customer was told something."""
    if decides:
        return gettext("Wait for the customer's verdict; without one the case closes by itself.")
    return gettext("Decide, and tell the customer the decision.")


def step_after_decision() -> str:
    """Return what comes after something was decided."""
    return gettext("Tell the customer the decision.")


def step_after_offer(unit: str) -> str:
    """Return what the giver does while another unit thinks about taking the case."""
    return gettext("%(unit)s has been asked to take over; until then the case stays with you.") % {"unit": unit}


def step_after_handover(unit: str) -> str:
    """Return what comes after another unit took the case."""
    return gettext("Tell the customer that %(unit)s takes care of it now.") % {"unit": unit}


def step_after_offer_ended(unit: str, *, because: str) -> str:
    """Return what the giver does after the other unit said no, or nothing."""
    if because:
        return gettext("%(unit)s did not take it (%(because)s): decide yourself, or ask the CCO.") % {
            "unit": unit,
            "because": because,
        }
    return gettext("%(unit)s did not answer in time: decide yourself, or ask the CCO.") % {"unit": unit}


def step_when_customer_wrote() -> str:
    """Return what comes after the customer wrote again."""
    return gettext("The customer wrote again: read it and answer.")


def step_after_reopening() -> str:
    """Return what comes after the customer said that it is not solved."""
    return gettext("It is not solved: ask the customer what is missing.")


def step_after_merge() -> str:
    """Return what comes after another case of the same matter came in."""
    return gettext("Read what has come together, and answer the customer once.")


def step_after_letter_came_back(address: str) -> str:
    """Return what comes after a letter to the customer did not arrive."""
    return gettext("The customer cannot be reached under %(address)s: call.") % {"address": address[:200]}
