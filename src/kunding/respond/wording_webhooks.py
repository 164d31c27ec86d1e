"""How webhooks stand, as sentences."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from kunding.respond.calls.line import Failure, Reply

_STATES: Mapping[str, Callable[[], str]] = {
    "works": lambda: gettext("works"),
    "new": lambda: gettext("new"),
    "fails": lambda: gettext("fails"),
    "paused": lambda: gettext("paused"),
    "deleted": lambda: gettext("deleted"),
}
_FAILURES: Mapping[str, Callable[[], str]] = {
    Failure.FORBIDDEN: lambda: gettext(
        "The receiver is in a private network that KUNDING_ALLOWED_NETWORKS does not name."
    ),
    Failure.UNKNOWN: lambda: gettext("No host of that name is known."),
    Failure.UNREACHABLE: lambda: gettext("Nobody answers there."),
    Failure.NOT_TRUSTED: lambda: gettext("The receiver’s certificate is not trusted."),
    Failure.SILENT: lambda: gettext("The receiver did not answer in time."),
    Failure.BROKEN: lambda: gettext("The receiver broke off, or its answer was not understood."),
    Failure.REDIRECTS: lambda: gettext("The receiver answers %(status)s and points elsewhere; nobody follows."),
    Failure.REFUSES: lambda: gettext("The receiver answers %(status)s."),
    Failure.GONE: lambda: gettext("The receiver answers %(status)s: it wants to hear nothing more."),
}


def state_name(word: str) -> str:
    """Return how a webhook stands in the active language."""
    return _STATES[word]()


def failure_said(failure: str, status: int | None) -> str:
    """Return why a call was not taken, as a sentence; "" where it was."""
    return _FAILURES[failure]() % {"status": status} if failure else ""


def trial_said(reply: Reply) -> str:
    """Return what came of a test call."""
    if reply.taken:
        return gettext("The receiver answers: it has the test call.")
    return gettext("The test call was not taken. %(why)s") % {"why": failure_said(reply.failure or "", reply.status)}
