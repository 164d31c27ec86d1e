"""Questions about feedback and where it came from."""

from datetime import datetime

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from kunding.customers.models import Customer, Identity
from kunding.customers.rules import IDENTITY_KINDS
from kunding.listen.models import Feedback, Intake, Source


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
