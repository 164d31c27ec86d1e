"""What customers told us, and where it came from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.customers.models import Customer
from kunding.journeys.models import Touchpoint
from kunding.listen.rules import ADDRESSED_KINDS


class Channel(models.TextChoices):
    """The way on which a customer spoke."""

    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    WEB = "web", _("Web form")
    APP = "app", _("App")
    SOCIAL = "social", _("Social web")
    REVIEW = "review", _("Review")
    SURVEY = "survey", _("Survey")
    CHAT = "chat", _("Chat")
    SHOP = "shop", _("Shop")
    NOTE = "note", _("Employee's note")
    FILE = "file", _("File")


class Source(models.Model):
    """An outside place from which feedback comes: a file, a mailbox, a feed."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)  # the folder in listen/sources that speaks to it
    address = models.CharField(max_length=500, blank=True)  # a mailbox's folder or server; never a password
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.FILE)
    purpose = models.CharField(max_length=300, blank=True)  # GDPR Art. 13: what it is collected for
    legal_basis = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_addressed(self) -> bool:
        """Return whether what comes from here was written to us, so that its author waits for an answer."""
        return self.kind in ADDRESSED_KINDS


class Intake(models.Model):
    """One run of taking feedback in: counts grow batch by batch, in the transaction of the batch."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="intakes")
    name = models.CharField(max_length=300)  # the file's name, without its folder
    fingerprint = models.CharField(max_length=80)  # of the file's content
    received = models.PositiveBigIntegerField(default=0)
    stored = models.PositiveBigIntegerField(default=0)
    duplicate = models.PositiveBigIntegerField(default=0)
    rejected = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received=models.F("stored") + models.F("duplicate") + models.F("rejected")),
                name="listen_intake_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.started_at:%Y-%m-%d %H:%M})"


class Feedback(models.Model):
    """What one customer said once. The words are never changed."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="feedback", db_index=False)
    reference = models.CharField(max_length=200)  # the source's own, or "sha:…" of the content
    said_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    rating = models.FloatField(null=True, blank=True)  # 0 (worst) … 1 (best), whatever the source's scale
    recommend = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 … 10
    effort = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 … 7, 7 = “made it easy”
    author = models.CharField(max_length=254, blank=True)  # customer number, e-mail or handle as given
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.SET_NULL, related_name="feedback")
    touchpoint = models.ForeignKey(
        Touchpoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="feedback"
    )
    answered_at = models.DateTimeField(null=True, blank=True)  # where the source says that it was answered
    # What the customer says again in the same matter points at what was said first.
    answers_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="said_again", db_index=False
    )
    extra = models.JSONField(default=dict)  # the source's other columns, as they were

    class Meta:
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["said_at"], name="listen_feedback_by_time"),
            models.Index(fields=["answers_to"], name="listen_said_again", condition=Q(answers_to__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="listen_feedback_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(0, 1)), name="listen_rating_0_1"
            ),
            models.CheckConstraint(
                condition=Q(recommend__isnull=True) | Q(recommend__range=(0, 10)), name="listen_recommend_0_10"
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__range=(1, 7)), name="listen_effort_1_7"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.subject[:60] or self.reference
