"""What customers agreed to, and what they were sent: rows are added, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.customers.models.customer import Customer
from kunding.people.models import Person


class Purpose(models.TextChoices):
    """What a customer is contacted for beyond the matter at hand."""

    SURVEY = "survey", _("Surveys")
    ADVERTISING = "advertising", _("Advertising")
    TOLD_WHEN_FIXED = "told_when_fixed", _("News that what annoyed you is mended")


class Channel(models.TextChoices):
    """The way on which we write to customers."""

    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    APP = "app", _("App")
    CHAT = "chat", _("Chat")
    SOCIAL = "social", _("Social web")


class Verdict(models.TextChoices):
    """What the customer said about it."""

    GIVEN = "given", _("agreed")
    WITHDRAWN = "withdrawn", _("taken back")
    OBJECTED = "objected", _("objected")


class Ground(models.TextChoices):
    """Why we may write at all."""

    CONSENT = "consent", _("The customer’s consent")
    EXISTING_CUSTOMER = "existing_customer", _("Existing customer, own similar goods (§ 7 (3) UWG)")


class Consent(models.Model):
    """One statement of a customer about one purpose and channel; empty means all of them."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    ground = models.CharField(max_length=20, choices=Ground, blank=True)  # of what was given
    proof = models.TextField()  # how we can show it: "double opt-in, 3 May 2026, from …"
    at = models.DateTimeField()  # when the customer said so
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # null: the customer
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="customers_ledger")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="customers_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict="given", ground__in=Ground.values, purpose__in=Purpose.values)
                | (~Q(verdict="given") & Q(ground="")),
                name="customers_given_on_a_ground",
            ),
            models.CheckConstraint(condition=~Q(proof=""), name="customers_consent_with_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.purpose or 'all'} {self.verdict}"


class Contact(models.Model):
    """A customer was contacted; the cap on contacts counts these."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contacts")
    purpose = models.CharField(max_length=20, choices=Purpose)
    channel = models.CharField(max_length=20, choices=Channel)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="customers_contacts")]

    def __str__(self) -> str:
        return f"{self.customer}: {self.purpose} {self.at:%Y-%m-%d}"
