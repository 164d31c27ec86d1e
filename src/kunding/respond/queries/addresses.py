"""Where an answer goes, and from where it seems to come."""

from dataclasses import dataclass

from django.conf import settings

from kunding.listen.models import Mail, Quarantine, Source
from kunding.listen.sources.imap.address import read_address
from kunding.listen.sources.mailbox import AddressIsWrong
from kunding.respond.models import Case
from kunding.respond.post.server import address_part
from kunding.respond.queries.history import conversation
from kunding.respond.queries.letters import address_of as first_address
from kunding.respond.queries.parts import parts_of
from kunding.respond.signing import reply_address


@dataclass(frozen=True)
class Way:
    """How an answer reaches the customer; `mail`: the one that is answered, None where the customer wrote none."""

    to: str
    mail: Mail | None = None


def way_to(case: Case) -> Way:
    """Return how an answer reaches the customer by mail; `to` is "" where nobody knows an address.

    It goes to whoever wrote the conversation's newest mail. Senders whom a person of ours let in from quarantine are
    heard, but no answer goes to them.
    """
    said = conversation(case)
    let_in = Quarantine.objects.filter(mail__feedback__in=said, joins=True).values("sender")
    mails = Mail.objects.filter(feedback__in=said).exclude(sender="").exclude(sender__in=let_in)
    newest = mails.select_related("source").order_by("-received_at", "-pk").first()
    ours = address_part(settings.KUNDING_MAIL_FROM)
    if newest is not None and newest.sender != ours:
        return Way(newest.sender, newest)
    # Whoever called first and wrote then, or wrote on the form: each way that is known leads to the one customer.
    roots = [case.feedback, *(part.feedback for part in parts_of(case))]
    return Way(next(filter(None, map(first_address, roots)), ""), None)


def address_of(case: Case) -> str:
    """Return the address to which an answer goes, "" where nobody knows one."""
    return way_to(case).to


def reply_to(case: Case, *, mail: Mail | None) -> str:
    """Return the signed address to which the customer replies, "" where no mailbox of ours is known.

    It is that of the mailbox which received the customer's mail, where its login is an address, else the sender's. What
    the mail itself names as recipients counts for nothing: anybody can write anything there.
    """
    mailbox = (_address_of_mailbox(mail.source) if mail else "") or address_part(settings.KUNDING_MAIL_FROM)
    return reply_address(case.number, mailbox=mailbox) if mailbox else ""


def _address_of_mailbox(source: Source) -> str:
    if source.kind != "imap":
        return ""
    try:
        return address_part(read_address(source.address).user)
    except AddressIsWrong:
        return ""
