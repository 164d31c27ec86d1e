"""To which conversation a mail belongs: by a mark that only we make, or by a mail that it answers; never by subject.

Nothing in a mail proves who wrote it. A mark alone, or a sender alone, joins nothing: both must fit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.db.models.functions import Coalesce

from kunding.customers.models import Identity
from kunding.customers.queries import everyone_of
from kunding.listen.models import Feedback, Mail
from kunding.people.models import Person
from kunding.respond.models import Case, Outgoing
from kunding.respond.queries.parts import BEGAN_WITH, parts_of
from kunding.respond.signing import number_of_reply

_ASKED_AT_ONCE = 500


class Place(StrEnum):
    """What a mail is to our conversations."""

    NEW = "new"  # names none
    JOINS = "joins"
    STRANGER = "stranger"  # names one to which its sender does not belong
    COLLEAGUE = "colleague"  # the same, but the sender is one of us
    OURS = "ours"  # our own letter has come back to us


@dataclass(frozen=True)
class Belongs:
    """What a mail is to our conversations; `to`: the first feedback of the one that it names, None where none."""

    place: Place = Place.NEW
    to: int | None = None


def conversation_of(mails: Sequence[Mail]) -> dict[int, Belongs]:
    """Return for each mail, by its key, to which conversation it belongs.

    Participants are the senders of the conversation's mails, the author of its first words, and the addresses of the
    case's customer. Who is none of these has no part in it, however well the mail is forged.
    """
    claims = _claims(mails)
    roots = {root for named in claims.values() for root in named}
    insiders = {root: participants_of(root) for root in roots}
    senders = {mail.sender for mail in mails if claims[mail.pk]}
    ours = set(Person.objects.filter(is_active=True, email__in=senders).values_list("email", flat=True))
    own = _own_letters(mails)
    return {
        mail.pk: Belongs(Place.OURS) if mail.pk in own else _belongs(mail.sender, claims[mail.pk], insiders, ours)
        for mail in mails
    }


def participants_of(root: int) -> set[str]:
    """Return the addresses, in lower case, that belong to the conversation which began with this feedback."""
    first = Feedback.objects.filter(pk=root).select_related("case").first()
    if first is None:
        return set()
    case: Case | None = getattr(first, "case", None)
    parts = parts_of(case) if case else []
    begun = [first, *(part.feedback for part in parts)]
    said = Feedback.objects.filter(Q(pk__in=[one.pk for one in begun]) | Q(answers_to__in=begun))
    found = set(Mail.objects.filter(feedback__in=said).values_list("sender", flat=True))
    found |= {one.author.strip().lower() for one in begun}
    customers = {one.customer_id for one in begun} | {one.customer_id for one in ([case, *parts] if case else [])}
    records = [record for customer in customers if customer is not None for record in everyone_of(customer)]
    found |= set(Identity.objects.filter(kind="email", customer__in=records).values_list("value", flat=True))
    return {address for address in found if "@" in address}


def _belongs(sender: str, claims: Sequence[int], insiders: Mapping[int, set[str]], ours: set[str]) -> Belongs:
    if not claims:
        return Belongs()
    for root in claims:
        # An empty sender is nobody, and equals nobody.
        if sender and sender in insiders[root]:
            return Belongs(Place.JOINS, root)
    return Belongs(Place.COLLEAGUE if sender in ours else Place.STRANGER, claims[0])


def _claims(mails: Sequence[Mail]) -> dict[int, list[int]]:
    """Return each mail → the conversations that it names: first by reply address, then by what it answers last."""
    numbers = {mail.pk: [number for to in mail.recipients if (number := number_of_reply(to))] for mail in mails}
    by_number = _cases(number for named in numbers.values() for number in named)
    by_reference = _answered(reference for mail in mails for reference in mail.references)
    named = {
        mail.pk: [
            *(by_number.get(number) for number in numbers[mail.pk]),
            *(by_reference.get(reference) for reference in reversed(mail.references)),
        ]
        for mail in mails
    }
    return {key: list(dict.fromkeys(root for root in roots if root is not None)) for key, roots in named.items()}


def _cases(numbers: Iterable[str]) -> dict[str, int]:
    return {
        number: root
        for asked in _portions(numbers)
        for number, root in Case.objects.filter(number__in=asked).values_list(
            "number", Coalesce("merged_into__feedback", "feedback")
        )
    }


def _answered(references: Iterable[str]) -> dict[str, int]:
    """Return each Message-ID, as mails name it, of a letter of ours or of a mail → the conversation that it is in."""
    found: dict[str, int] = {}
    for asked in _portions(references):
        letters = Outgoing.objects.filter(message_id__in=[f"<{one}>" for one in asked], case__isnull=False)
        found |= {one[1:-1]: root for one, root in letters.values_list("message_id", BEGAN_WITH)}
        heard = Mail.objects.filter(message_id__in=asked, feedback__isnull=False)
        for one, key, root, case in heard.values_list(
            "message_id", "feedback", "feedback__answers_to", "feedback__case"
        ):
            # Said again, but with a case of its own: there the conversation goes on.
            found[one] = key if root is None or case is not None else root
    # What was said in a case that was merged goes on where the case does.
    begun = Case.objects.filter(feedback__in=set(found.values()), merged_into__isnull=False)
    on = dict(begun.values_list("feedback", "merged_into__feedback"))
    return {one: on.get(root) or root for one, root in found.items()}


def _own_letters(mails: Sequence[Mail]) -> set[int]:
    keys = {f"<{mail.message_id}>": mail.pk for mail in mails}
    known = (Outgoing.objects.filter(message_id__in=asked) for asked in _portions(keys))
    return {keys[one] for letters in known for one in letters.values_list("message_id", flat=True)}


def _portions(words: Iterable[str]) -> Iterator[list[str]]:
    distinct = sorted(set(words))
    for begin in range(0, len(distinct), _ASKED_AT_ONCE):
        yield distinct[begin : begin + _ASKED_AT_ONCE]
