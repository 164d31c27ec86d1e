"""E-mails on their way out: written in the transaction of the act, sent by the loop."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.respond.models.answer import Answer
from kunding.respond.models.case import Case


class Purpose(models.TextChoices):
    """Why an e-mail is sent."""

    ANSWER = "answer", _("answer of a person")
    ACKNOWLEDGEMENT = "acknowledgement", _("automatic acknowledgement")
    ESCALATION = "escalation", _("a case is late")
    MENTION = "mention", _("asked by name")
    REMINDER = "reminder", _("reminder for oneself")
    ASK_FOR_VERDICT = "ask_for_verdict", _("question whether it is solved")
    FIXED = "fixed", _("the cause is gone")


TO_COLLEAGUES = (Purpose.ESCALATION, Purpose.MENTION, Purpose.REMINDER)


class Outgoing(models.Model):
    """One e-mail to one address; sent at least once, always under the same Message-ID."""

    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="outgoing")
    answer = models.OneToOneField(Answer, null=True, on_delete=models.CASCADE, related_name="outgoing")
    purpose = models.CharField(max_length=16, choices=Purpose)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    language = models.CharField(max_length=5, default="de")
    message_id = models.CharField(max_length=250, unique=True)
    reply_to = models.CharField(max_length=254, blank=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True)  # null: sent, or given up
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=500, blank=True)  # why the last try failed
    bounced_at = models.DateTimeField(null=True)
    bounced_because = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "outgoing"
        indexes = [
            models.Index(fields=["try_at"], name="respond_to_send", condition=Q(try_at__isnull=False)),
            models.Index(fields=["to", "purpose", "written_at"], name="respond_sent_to_whom"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(to=""), name="respond_outgoing_has_address"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(try_at__isnull=True), name="respond_sent_is_not_tried_again"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} → {self.to}"


class Enclosure(models.Model):
    """A file that goes along with an answer; the bytes lie in the file store under their digest."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256, hex

    def __str__(self) -> str:
        return self.name
