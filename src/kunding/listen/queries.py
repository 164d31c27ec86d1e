"""Questions about feedback and where it came from."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from kunding.customers.models import Customer, Identity
from kunding.customers.rules import IDENTITY_KINDS
from kunding.listen.models import Feedback, Intake, Mail, Mailbox, Quarantine, Source
from kunding.listen.models.quarantine import NOT_UNDERSTOOD


def source_of_fingerprint(fingerprint: str) -> Source | None:
    """The source into which a file of the same content was imported before, whatever its name was then."""
    intake = Intake.objects.filter(fingerprint=fingerprint).select_related("source").order_by("id").first()
    return intake.source if intake else None


def interrupted_intakes() -> QuerySet[Intake]:
    """Runs that began and never ended; the same command again stores what is missing and nothing twice."""
    return Intake.objects.filter(finished_at=None)


def feedback_of_known_authors(at: datetime) -> QuerySet[Feedback]:
    """Feedback without a customer whose author is a customer's number, address, phone or handle."""
    by_number = Customer.objects.filter(reference=OuterRef("author"))
    # The index begins with the kind: without it each feedback would look at every identity.
    by_identity = Identity.objects.filter(kind__in=IDENTITY_KINDS, value=OuterRef("address"))
    return (
        Feedback.objects.filter(customer=None)
        .exclude(author="")
        .annotate(address=Lower(Replace(F("author"), Value(" "), Value("")), output_field=CharField()))
        .filter(Q(Exists(by_number)) | Q(Exists(by_identity)))
    )


def mailboxes_due(at: datetime) -> QuerySet[Mailbox]:
    """Mailboxes into which it is time to look."""
    return Mailbox.objects.filter(next_look_at__lte=at)


def mails_unsorted(at: datetime) -> QuerySet[Mail]:
    """Mails of which it is not decided yet what becomes of them."""
    return Mail.objects.filter(sorted_at=None)


def released_mails(keys: Iterable[int]) -> dict[int, int | None]:
    """Those of these mails that a person took out of quarantine, which are heard whatever speaks against it → the
    first feedback of the conversation to which that person says that the mail belongs, None where to none.
    """
    released = Quarantine.objects.filter(mail__in=list(keys), released_at__isnull=False)
    return {mail: to if joins else None for mail, to, joins in released.values_list("mail", "conversation", "joins")}


def claims_on(conversation: int) -> QuerySet[Quarantine]:
    """Mails in quarantine that claim to belong to the conversation that began with this feedback, oldest first."""
    waiting = Quarantine.objects.filter(conversation=conversation, released_at=None)
    return waiting.select_related("mail").order_by("at", "pk")


def mailboxes() -> QuerySet[Mailbox]:
    """All mailboxes, by name."""
    return Mailbox.objects.select_related("source").order_by("source__name")


def in_quarantine() -> QuerySet[Quarantine]:
    """Mails that wait for a person, the newest first."""
    return Quarantine.objects.filter(released_at=None).select_related("source").order_by("-at", "-pk")


def not_understood() -> QuerySet[Quarantine]:
    """Mails in quarantine about which no person has to judge: a better program may read them."""
    return in_quarantine().filter(reason__in=NOT_UNDERSTOOD)


@dataclass(frozen=True)
class MailboxState:
    """One mailbox as its page and its command show it; times are UTC."""

    name: str
    kind: str
    address: str
    looked_at: datetime | None
    next_look_at: datetime
    failures: int
    failing_since: datetime | None
    failure: str  # a sentence in the active language
    failure_detail: str
    quarantined: int

    def as_json(self) -> dict[str, object]:
        """Return it in the types of JSON."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(self).items()
        }


def mailbox_states() -> list[MailboxState]:
    """How each mailbox is, by name."""
    waiting = dict(in_quarantine().order_by().values_list("source").annotate(number=Count("pk")))
    return [_state(mailbox, waiting.get(mailbox.pk, 0)) for mailbox in mailboxes()]


def _state(mailbox: Mailbox, quarantined: int) -> MailboxState:
    return MailboxState(
        name=mailbox.source.name,
        kind=mailbox.source.kind,
        address=mailbox.source.address,
        looked_at=mailbox.looked_at,
        next_look_at=mailbox.next_look_at,
        failures=mailbox.failures,
        failing_since=mailbox.failing_since,
        failure=str(mailbox.get_failure_display()),
        failure_detail=mailbox.failure_detail,
        quarantined=quarantined,
    )
