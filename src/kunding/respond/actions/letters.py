"""Writing e-mails: a row in the transaction of the act; the loop sends it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language, gettext, override

from kunding.people.models import Person
from kunding.respond.models import Case, Outgoing, Purpose
from kunding.respond.queries.addresses import reply_to
from kunding.respond.queries.letters import message_id_of
from kunding.respond.signing import case_address
from kunding.respond.wording_public import moment_words


def write_to_colleague(*, case: Case, person: int, purpose: str, word: str, at: datetime) -> Outgoing:
    """Tell somebody of ours by e-mail that a case needs them; it names no customer.

    word: what makes this letter another one than the last; the same word is never sent twice.
    """
    to = Person.objects.get(pk=person)
    with override(to.language):
        subject = gettext("%(number)s needs you") % {"number": case.number}
        text = gettext(
            "Good day %(name)s,\n\nthe customer of %(number)s was promised an answer by %(due)s.\n"
            "Next step: %(step)s\n\n%(link)s\n"
        ) % {
            "name": to.name,
            "number": case.number,
            "due": moment_words(case.due_at, at=at),
            "step": case.next_step,
            "link": f"{settings.KUNDING_URL}/cases/{case.number}/",
        }
    return _to_colleague(case=case, to=to, purpose=purpose, word=word, subject=subject, text=text, at=at)


def remind_colleague(*, case: Case, person: Person, word: str, at: datetime) -> Outgoing:
    """Remind somebody of ours of a case, as they wanted; what they wrote to themselves stays on the page."""
    with override(person.language):
        subject = gettext("%(number)s: you wanted to look again") % {"number": case.number}
        text = gettext("Good day %(name)s,\n\nyou wanted to look at %(number)s again today.\n\n%(link)s\n") % {
            "name": person.name,
            "number": case.number,
            "link": f"{settings.KUNDING_URL}/cases/{case.number}/",
        }
    return _to_colleague(case=case, to=person, purpose=Purpose.REMINDER, word=word, subject=subject, text=text, at=at)


def _to_colleague(
    *, case: Case, to: Person, purpose: str, word: str, subject: str, text: str, at: datetime
) -> Outgoing:
    row, _ = Outgoing.objects.get_or_create(
        message_id=message_id_of(purpose, f"{case.number} {word}", to=to.email),
        defaults={
            "case": case,
            "purpose": purpose,
            "to": to.email,
            "subject": subject,
            "text": text,
            "language": to.language,
            "written_at": at,
            "try_at": at,
        },
    )
    return row


def write_to_customer(
    *, case: Case, to: str, purpose: str, word: str, subject: str, text: str, language: str, at: datetime
) -> tuple[Outgoing, bool]:
    """Write to a customer of their own matter and return the letter, and whether it is new.

    text: ours alone; nothing that a sender typed, names included, goes into a letter that a machine writes.
    word: what makes this letter another one than the last, with the address and the purpose.
    """
    mail = getattr(case.feedback, "mail", None)
    return Outgoing.objects.get_or_create(
        message_id=message_id_of(purpose, word, to=to),
        defaults={
            "case": case,
            "purpose": purpose,
            "to": to.lower(),
            "subject": subject,
            "text": text,
            "language": language,
            "reply_to": reply_to(case, mail=mail),
            "in_reply_to": f"<{mail.message_id}>" if mail else "",
            "written_at": at,
            "try_at": at,
        },
    )


def link_of(case: Case) -> str:
    """Return the address of the customer's own page, which goes on in the language of the letter that is written."""
    return case_address(case.number, language=get_language() or "")
