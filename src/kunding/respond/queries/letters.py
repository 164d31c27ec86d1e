"""Which customers are owed a letter, where it goes, and in which language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from kunding.customers.models import Channel, Purpose
from kunding.customers.queries import who_may_be_contacted
from kunding.customers.queries.erased import erased_addresses
from kunding.customers.rules.consent import Because
from kunding.listen.models import Feedback
from kunding.listen.rules import ADDRESSED_KINDS
from kunding.respond.models import Case, Outgoing, State, Verdict
from kunding.respond.models import Purpose as LetterPurpose
from kunding.respond.rules.letters import ACKNOWLEDGED_WITHIN, DAY, HOUR, IN_ALL, PER_RECIPIENT, is_to_be_asked
from kunding.respond.signing import letter_id

_NO = frozenset({Because.OBJECTED, Because.WITHDRAWN, Because.TOO_OFTEN})
_WITH_ADDRESS = ("feedback__mail__source", "feedback__customer", "feedback__source", "feedback__reading")


@dataclass(frozen=True)
class Asked:
    """A customer who was told the decision and has said nothing to it."""

    case: Case
    letters: int  # that asked in this round


def address_of(feedback: Feedback) -> str:
    """Return where the customer is written to, "" where nobody knows.

    Whoever typed a customer number into the public form has not shown to be that customer: nothing is sent to the
    address on record then.
    """
    mail = getattr(feedback, "mail", None)
    given = str(mail.sender) if mail else feedback.author
    if "@" in given.strip("@"):
        return given
    on_record = feedback.customer.email if feedback.customer and feedback.channel != "web" else ""
    return on_record if "@" in on_record.strip("@") else ""


def message_id_of(purpose: str, word: str, *, to: str) -> str:
    """Return the Message-ID of a letter: one purpose, one word and one address give the same one."""
    domain = urlsplit(settings.KUNDING_URL).hostname or "localhost"
    return letter_id(purpose, word, to.lower(), domain=domain)


def language_of(feedback: Feedback, *, otherwise: str) -> str:
    """Return the language in which the customer is written to: the own words', the page's, the record's."""
    reading = getattr(feedback, "reading", None)
    customer = feedback.customer
    known = (
        reading.language if reading else "",
        str(feedback.extra.get("language", "")),
        customer.language if customer else "",
    )
    return next((word for word in known if word in dict(settings.LANGUAGES)), otherwise)


def cases_to_write_about(keys: Sequence[int]) -> QuerySet[Case]:
    """Return cases with all that a letter needs."""
    return Case.objects.filter(pk__in=keys).select_related("unit", "owner", *_WITH_ADDRESS)


def acknowledgements_owed(at: datetime) -> list[int]:
    """Return the cases whose customers wrote to us and were not told that it arrived, within what may be sent."""
    sent = Outgoing.objects.filter(case=OuterRef("pk"), purpose=LetterPurpose.ACKNOWLEDGEMENT)
    waiting = Case.objects.filter(
        state=State.RECEIVED, registered_at__gt=at - ACKNOWLEDGED_WITHIN, feedback__source__kind__in=ADDRESSED_KINDS
    )
    found = waiting.exclude(Exists(sent)).select_related(*_WITH_ADDRESS).order_by("pk")
    return within_limits([(case.pk, address_of(case.feedback).lower()) for case in found], at=at)


def within_limits(wanted: Sequence[tuple[int, str]], *, at: datetime) -> list[int]:
    """Return the cases, out of (case, address), whose receipts may be sent now: few per address, bounded in all."""
    receipts = Outgoing.objects.filter(purpose=LetterPurpose.ACKNOWLEDGEMENT, written_at__gt=at - DAY)
    addresses = {address for _, address in wanted if address}
    spent: Counter[str] = Counter(receipts.filter(to__in=addresses).values_list("to", flat=True))
    room = IN_ALL - receipts.filter(written_at__gt=at - HOUR).count() if addresses else 0
    chosen: list[int] = []
    for case, address in wanted:
        if address and spent[address] < PER_RECIPIENT and len(chosen) < room:
            spent[address] += 1
            chosen.append(case)
    return chosen


def verdicts_to_ask_for(at: datetime) -> list[int]:
    """Return the cases whose customers are to be asked now whether it is solved, for the first or the last time."""
    return [asked.case.pk for asked in asked_in_vain(at)]


def asked_in_vain(at: datetime, keys: Sequence[int] | None = None) -> list[Asked]:
    """Return whom to ask, with how often they were asked; whoever objected to surveys is asked nothing."""
    told = Case.objects.exclude(state=State.CLOSED).filter(state=State.TOLD)
    told = told if keys is None else told.filter(pk__in=keys)
    judged = Verdict.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))
    rows = told.exclude(Exists(judged)).annotate(told_at=Max("answers__at", filter=Q(answers__decides=True)))
    told_at = dict(rows.filter(told_at__lte=at).values_list("pk", "told_at"))
    found = list(cases_to_write_about(list(told_at)).order_by("pk"))
    letters = _asked(found, told_at)
    due = [
        case for case in found if is_to_be_asked(told_at=told_at[case.pk], asked=letters.get(case.pk, ()), at=at)
    ]  # fmt: skip
    may = _who_may_be_asked(due, at)
    return [Asked(case, len(letters.get(case.pk, ()))) for case in due if address_of(case.feedback) and may[case.pk]]


def _asked(cases: Sequence[Case], told_at: Mapping[int, datetime]) -> dict[int, list[datetime]]:
    letters = Outgoing.objects.filter(case__in=cases, purpose=LetterPurpose.ASK_FOR_VERDICT)
    found: dict[int, list[datetime]] = {}
    for key, written_at in letters.values_list("case", "written_at"):
        if key is not None and written_at >= told_at[key]:
            found.setdefault(key, []).append(written_at)
    return found


def _who_may_be_asked(cases: Sequence[Case], at: datetime) -> dict[int, bool]:
    """To ask whether the own matter is solved takes no consent; but an objection to surveys counts here, too."""
    customers = [case.customer_id for case in cases if case.customer_id]
    said = who_may_be_contacted(customers, purpose=Purpose.SURVEY, channel=Channel.MAIL, at=at) if customers else {}
    strangers = {case.pk: address_of(case.feedback) for case in cases if case.customer_id is None}
    erased = erased_addresses(strangers.values())  # who was erased once is asked nothing, either
    return {
        case.pk: said[case.customer_id].because not in _NO if case.customer_id else strangers[case.pk] not in erased
        for case in cases
    }
