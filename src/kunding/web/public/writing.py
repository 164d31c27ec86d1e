"""A customer writes: the words are kept, and the case is there when the customer sees the next page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext

from kunding.customers.actions import note_consent
from kunding.customers.models import Channel, Ground, Purpose, Verdict
from kunding.customers.queries import customers_by_identity, customers_by_reference
from kunding.listen.actions import Place, hear_words
from kunding.listen.models import Feedback
from kunding.listen.pictures import Picture
from kunding.listen.rules import Said, content_digest
from kunding.respond.actions import open_case, reopen
from kunding.respond.actions.wishes import wish_for_news
from kunding.respond.models import Case
from kunding.respond.queries.news import may_speak_for_customer, news_of

FORM = Place(
    "Form",
    purpose="Handling what customers tell us by the form",
    legal_basis="GDPR Art. 6(1)(b), (f)",
)


@transaction.atomic
def new_matter(entered: Mapping[str, Any], photos: Sequence[Picture], *, at: datetime) -> Case:
    """Keep what was entered and open its case; the same form sent again returns the same case."""
    number, email = entered["customer_number"].strip(), entered["email"].strip().lower()
    feedback = hear_words(
        place=FORM,
        said=Said(
            text=entered["text"],
            author=(email or number or entered["name"])[:254],
            reference=content_digest(["new", entered["once"], entered["text"]]),
            touchpoint=entered["touchpoint"],
        ),
        customer=_customer(number, email),
        extra=_told(
            {
                "name": entered["name"],
                "customer_number": number,
                "language": get_language() or "",
                "tell_me": bool(email) and bool(entered["tell_me"]),
            }
        ),
        pictures=photos,
        at=at,
    )
    return open_case(feedback=feedback, at=at)


def add_words(
    case: Case, text: str, photos: Sequence[Picture], *, once: str, at: datetime, writer: Case | None = None
) -> Feedback:
    """Keep what the customer adds to the own case; once it is read it joins the case.

    writer: the case whose link was used, where that one was merged into this one: the words are its writer's.
    """
    own = writer or case
    return hear_words(
        place=FORM,
        said=Said(text=text, author=own.feedback.author, reference=content_digest([own.number, once, text])),
        answers_to=case.feedback_id,
        customer=own.customer_id,
        extra=_told({"language": get_language() or "", "through": own.number if own != case else ""}),
        pictures=photos,
        at=at,
    )


@transaction.atomic
def open_again(case: Case, text: str, *, at: datetime, writer: Case | None = None) -> None:
    """Open the case again and keep why, in full; raises ActIsOutOfPlace where it is open."""
    reopen(case=case, because=text, by=None, at=at)
    add_words(case, text, (), once=f"round {case.round + 1}", at=at, writer=writer)


@transaction.atomic
def want_news(case: Case, *, wants: bool, at: datetime) -> None:
    """Keep whether the customer wants to hear when the cause is gone; where the link shows that it is the customer, in
    the ledger of consent, too.
    """
    known = news_of(case, at=at)
    if known is None or known.wanted == wants:
        return
    wish_for_news(case=case, wants=wants, at=at)
    if may_speak_for_customer(case) and case.customer_id:
        note_consent(
            customer=case.customer_id,
            purpose=Purpose.TOLD_WHEN_FIXED,
            channel=Channel.MAIL,
            verdict=Verdict.GIVEN if wants else Verdict.WITHDRAWN,
            ground=Ground.CONSENT if wants else "",
            proof=gettext("On the page of the matter %(number)s, behind its link") % {"number": case.number},
            said_at=at,
            at=at,
        )


def _customer(number: str, email: str) -> int | None:
    # An empty number or address belongs to nobody.
    by_number = customers_by_reference([number]).get(number) if number else None
    return by_number or (customers_by_identity([email]).get(email) if email else None)


def _told(words: Mapping[str, object]) -> dict[str, object]:
    return {name: word for name, word in words.items() if word}
