"""Mails as they came, and the files in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.listen.models.feedback import Feedback, Source


class MailKind(models.TextChoices):
    """What a mail is; the words of `listen.sources.mail.Kind`."""

    NEW = "new", _("New")
    REPLY = "reply", _("Reply")
    AUTOMATIC = "automatic", _("Automatic mail")
    BOUNCE = "bounce", _("Delivery report")
    SPAM = "spam", _("Spam")


class Mail(models.Model):
    """One received e-mail; its bytes lie in the store of files under their digest."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="mails")
    message_id = models.CharField(max_length=500, unique=True)  # without < >; "sha:…" where the mail has none
    sender = models.CharField(max_length=254, blank=True)  # an address in lower case, as claimed
    sender_name = models.CharField(max_length=200, blank=True)
    recipients = models.JSONField(default=list)  # addresses
    references = models.JSONField(default=list)  # Message-IDs, the answered one last
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)  # the new words
    quoted = models.TextField(blank=True)  # what was written before
    kind = models.CharField(max_length=20, choices=MailKind)
    encrypted = models.CharField(max_length=10, blank=True)  # "smime" or "pgp"
    signed = models.CharField(max_length=10, blank=True)  # "smime" or "pgp"; not verified
    bounced = models.JSONField(null=True, blank=True)  # a delivery report: recipient, status, action, message_id
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the bytes
    size = models.PositiveIntegerField()  # bytes
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    sorted_at = models.DateTimeField(null=True, blank=True)
    feedback = models.OneToOneField(Feedback, null=True, blank=True, on_delete=models.SET_NULL, related_name="mail")

    class Meta:
        indexes = [models.Index(fields=["id"], name="listen_unsorted_mails", condition=Q(sorted_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(feedback__isnull=True) | Q(sorted_at__isnull=False), name="listen_heard_mail_is_sorted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject[:60]}"


class Attachment(models.Model):
    """A file that a customer sent; its content lies in the store of files under its digest."""

    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    feedback = models.ForeignKey(Feedback, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=220)
    media_type = models.CharField(max_length=100)  # as claimed
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    inline = models.BooleanField(default=False)  # a picture within the words
    content_id = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mail", "position"], name="listen_attachment_once"),
            models.CheckConstraint(
                condition=Q(mail__isnull=False) | Q(feedback__isnull=False), name="listen_attachment_belongs"
            ),
        ]

    def __str__(self) -> str:
        return self.name
