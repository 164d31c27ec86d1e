"""When a mailbox was looked into, when it is next, and what went wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kunding.listen.models.feedback import Source


class Failure(models.TextChoices):
    """Why a mailbox could not be looked into, as a sentence to a person."""

    MISSING = "missing", _("The folder is not there.")
    UNREADABLE = "unreadable", _("The folder cannot be read.")
    READ_ONLY = "read_only", _("Mails cannot be moved away or deleted there; Kunding needs the right to do so.")
    PASSWORD_MISSING = "password_missing", _("The password is missing.")
    LOGIN_REFUSED = "login_refused", _("The server refuses the login: user or password is wrong.")
    FORBIDDEN = "forbidden", _("The server is in a private network to which Kunding does not connect.")
    NOT_TRUSTED = "not_trusted", _("The server’s certificate is not trusted.")
    UNREACHABLE = "unreachable", _("The server does not answer.")
    BROKEN = "broken", _("The server’s answer was not understood.")
    WRONG_ADDRESS = "wrong_address", _("The address is no mailbox.")


class Mailbox(models.Model):
    """The state of a mailbox: polling is owed when `next_look_at` has come."""

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE, related_name="mailbox")
    looked_at = models.DateTimeField(null=True, blank=True)  # the last time that it worked
    next_look_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # in a row; pauses grow with them
    failing_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, choices=Failure, blank=True)
    failure_detail = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failures=0, failing_since__isnull=True, failure="")
                | (models.Q(failures__gt=0, failing_since__isnull=False) & ~models.Q(failure="")),
                name="listen_mailbox_fails_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
