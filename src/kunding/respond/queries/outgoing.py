"""Letters on their way: what is to be sent, what was given up, what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from kunding.listen.models import Quarantine
from kunding.listen.queries import claims_on
from kunding.respond.models import Answer, Case, Outgoing
from kunding.respond.models.outgoing import TO_COLLEAGUES
from kunding.respond.queries.addresses import address_of
from kunding.respond.queries.parts import roots_of, whole_of

GIVEN_UP = Q(sent_at=None, try_at=None)
LOST = GIVEN_UP | Q(bounced_at__isnull=False)


@dataclass(frozen=True)
class Posted:
    """What became of one letter to the customer, for the page of the case."""

    key: int
    purpose: str  # in the active language
    to: str
    written_at: datetime
    sent_at: datetime | None
    trouble: str  # a sentence, "" where all is well
    lost: bool  # given up, or it came back
    answer: int | None


@dataclass(frozen=True)
class CaseMail:
    """The letters of a case, and what waits before its door."""

    address: str  # to which an answer by mail goes; "" where nobody knows one
    no_server: str  # a sentence, where no mail server is set
    letters: list[Posted]
    claims: list[Quarantine]  # mails of people who have no part in it


def case_mail(case: Case) -> CaseMail:
    """Return what the page of the case shows of its mail."""
    missing = "" if settings.KUNDING_SMTP else no_server()
    return CaseMail(address_of(case), missing, letters_of(case), claims_of(case))


def claims_of(case: Case) -> list[Quarantine]:
    """Return the mails of people who have no part in the case and ask into it, or into one that was merged into it."""
    return [claim for root in roots_of(case) for claim in claims_on(root)]


def letters_to_send(at: datetime) -> QuerySet[Model]:
    """Return the letters whose time has come; none where no server sends them."""
    waiting = Outgoing.objects.filter(try_at__lte=at)
    return waiting if settings.KUNDING_SMTP else waiting.none()


def sending_trouble(at: datetime) -> str:
    """Return what is wrong with sending, as one sentence in the active language; "" where nothing is."""
    if not settings.KUNDING_SMTP:
        waiting = Outgoing.objects.filter(try_at__isnull=False).count()
        return no_server() if waiting else ""
    lost = Outgoing.objects.filter(GIVEN_UP).count()
    failing = Outgoing.objects.filter(try_at__isnull=False).exclude(trouble="").order_by("-try_at").first()
    if failing is not None:
        return failing.trouble
    given_up = ngettext("%(number)s mail could not be sent.", "%(number)s mails could not be sent.", lost)
    return given_up % {"number": lost} if lost else ""


def no_server() -> str:
    """Return the sentence for the case that nobody named a mail server."""
    return gettext("No mail server is set (KUNDING_SMTP): mails wait.")


def letters_of(case: Case) -> list[Posted]:
    """Return what was written to the customer of the case by mail, oldest first; letters to colleagues are left out."""
    rows = Outgoing.objects.filter(case__in=whole_of(case)).exclude(purpose__in=TO_COLLEAGUES)
    return [_posted(row) for row in rows.order_by("written_at", "pk")]


def arrived(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Leave out the answers whose letter was given up or came back: the customer was not told."""
    return answers.exclude(Exists(Outgoing.objects.filter(LOST, answer=OuterRef("pk"))))


def letters_named(identifiers: Sequence[str]) -> dict[str, Outgoing]:
    """Return the letters of ours among these Message-IDs, which are written without < >."""
    found = Outgoing.objects.filter(message_id__in=[f"<{one}>" for one in identifiers]).select_related("case")
    return {letter.message_id[1:-1]: letter for letter in found}


def _posted(row: Outgoing) -> Posted:
    return Posted(
        key=row.pk,
        purpose=str(row.get_purpose_display()),
        to=row.to,
        written_at=row.written_at,
        sent_at=row.sent_at,
        trouble=_trouble(row),
        lost=row.bounced_at is not None or (row.sent_at is None and row.try_at is None),
        answer=row.answer_id,
    )


def _trouble(row: Outgoing) -> str:
    if row.bounced_at is not None:
        return gettext("It came back: %(why)s") % {"why": row.bounced_because}
    if row.sent_at is not None:
        return ""
    if row.try_at is None:
        return gettext("It could not be sent: %(why)s") % {"why": row.trouble}
    if not settings.KUNDING_SMTP:
        return no_server()
    return gettext("It is tried again: %(why)s") % {"why": row.trouble} if row.trouble else ""
