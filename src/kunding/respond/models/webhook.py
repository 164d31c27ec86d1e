"""Webhooks: other systems of the company that are told what happens to cases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Person


class Event(models.TextChoices):
    """What can happen to a case, in the words that receivers read; `rules.webhooks` says which act is which."""

    OPENED = "case.opened", _("opened")
    READ = "case.read", _("read: kind, owner and promise follow the words")
    ACKNOWLEDGED = "case.acknowledged", _("acknowledged")
    ASSESSED = "case.assessed", _("assessed")
    TAKEN_OVER = "case.taken_over", _("taken over")
    OFFERED = "case.offered", _("offered to another unit")
    ACCEPTED = "case.accepted", _("accepted by another unit")
    REFUSED = "case.refused", _("refused by another unit")
    WITHDRAWN = "case.withdrawn", _("offer withdrawn")
    LAPSED = "case.lapsed", _("offer ended without an answer")
    CUSTOMER_WROTE = "case.customer_wrote", _("the customer wrote again")
    ANSWERED = "case.answered", _("answered")
    DECIDED = "case.decided", _("decided")
    CAME_BACK = "case.letter_came_back", _("our mail came back")
    LATE = "case.late", _("late: somebody was told")
    JUDGED = "case.judged", _("judged by the customer")
    CLOSED = "case.closed", _("closed")
    REOPENED = "case.reopened", _("opened again")
    MERGED = "case.merged", _("merged into another one")
    UNMERGED = "case.unmerged", _("a merge was taken back")
    TOOK_IN = "case.took_in", _("another one was merged into it")
    LET_GO = "case.let_go", _("another one was taken out of it again")


class Webhook(models.Model):
    """One receiver, and how far it was told: what it is owed is read from the trail beyond that.

    Its secret is not kept: it is made of the salt and of KUNDING_SECRET_KEY.
    """

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list, blank=True)  # words of Event; none: all
    salt = models.CharField(max_length=32)
    salt_before = models.CharField(max_length=32, blank=True)  # signs along for a day after the secret was changed
    salted_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    told = models.BigIntegerField()  # the entry of the trail up to which it was told
    told_case = models.BigIntegerField(null=True)  # of that entry only up to the case with this key; null: of all
    try_at = models.DateTimeField()  # not before; while it is called, when another worker may take over
    tries = models.PositiveIntegerField(default=0)  # that failed in a row
    failing_since = models.DateTimeField(null=True)
    failure = models.CharField(max_length=12, blank=True)  # a word of `calls.line.Failure`
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    taken_at = models.DateTimeField(null=True)  # when it last took a call
    paused_at = models.DateTimeField(null=True)  # by a person, or because it failed for too long
    deleted_at = models.DateTimeField(null=True)  # it can be brought back

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="respond_webhook_named_once", condition=Q(deleted_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(tries=0, failing_since__isnull=True, failure="")
                | (Q(tries__gt=0, failing_since__isnull=False) & ~Q(failure="")),
                name="respond_webhook_fails_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(salt=""), name="respond_webhook_has_a_salt"),
        ]

    def __str__(self) -> str:
        return self.name
