"""Mails that are put aside until a person has looked at them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.listen.models.feedback import Feedback, Source
from kunding.listen.models.mail import Mail
from kunding.people.models import Person


class Reason(models.TextChoices):
    """Why a mail was put aside, as a sentence to a person."""

    UNREADABLE = "unreadable", _("The mail could not be read.")
    TOO_LARGE = "too_large", _("The mail is too large.")
    TOO_DEEP = "too_deep", _("The mail has too many parts within parts.")
    HEADERS = "headers", _("The mail has too many headers.")
    OTHER_WORDS = "other_words", _("Under this mail’s number something else was said already.")
    SPAM = "spam", _("Your mail server says that this is spam.")
    STRANGER = "stranger", _("Somebody answered in a conversation to which he or she does not belong.")
    COLLEAGUE = "colleague", _("One of us wrote to a customer’s address for replies: answer on the page of the case.")


# A better program may read these; about the others only a person can decide.
NOT_UNDERSTOOD = (Reason.UNREADABLE, Reason.TOO_LARGE, Reason.TOO_DEEP, Reason.HEADERS)


class Quarantine(models.Model):
    """One mail that was put aside; nothing of it is lost: its bytes lie in the store of files."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="quarantine")
    mail = models.OneToOneField(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="quarantine")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the bytes that were kept
    size = models.PositiveBigIntegerField()  # bytes of the whole mail
    reason = models.CharField(max_length=20, choices=Reason)
    detail = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    # The first feedback of the conversation to which the mail claims to belong; nothing of it is proven.
    conversation = models.ForeignKey(
        Feedback, null=True, blank=True, on_delete=models.SET_NULL, related_name="strangers"
    )
    joins = models.BooleanField(default=False, db_default=False)  # a person said that the claim is true
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)  # the last time that it was tried again
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "quarantine"
        indexes = [models.Index(fields=["at"], name="listen_open_quarantine", condition=Q(released_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(joins=False) | Q(released_at__isnull=False),
                name="listen_joins_once_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.subject[:60]}"
