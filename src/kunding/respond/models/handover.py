"""Handing a case over to another unit, and asking another unit for a part of the work."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Person, Unit
from kunding.respond.models.case import Case


class HandoverOutcome(models.TextChoices):
    """What became of an offer to hand over."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("not answered in time")


class Handover(models.Model):
    """An offer to another unit: until it is accepted, the giver keeps the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="given")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    answer_by = models.DateTimeField()  # until when the receiver must say yes or no
    outcome = models.CharField(max_length=10, choices=HandoverOutcome, default=HandoverOutcome.OFFERED)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["answer_by"], name="respond_open_offers", condition=Q(outcome="offered"))]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="respond_handover_between_two"),
            models.CheckConstraint(condition=Q(outcome__in=HandoverOutcome.values), name="respond_handover_known"),
            models.CheckConstraint(
                condition=Q(outcome="offered", settled_at__isnull=True)
                | Q(~Q(outcome="offered"), settled_at__isnull=False),
                name="respond_handover_settled_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(settled_because=""), name="respond_refused_because"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(outcome="offered"), name="respond_one_offer_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


# Until somebody of the unit that was asked has done it, or has noted that it was withdrawn.
WAITS_FOR_THE_UNIT = Q(done_at=None, noted_at=None)


class Task(models.Model):
    """A part of the work that another unit does; the case and its face to the customer stay where they are."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)
    changed_at = models.DateTimeField(null=True)  # what is asked, or until when
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    noted_at = models.DateTimeField(null=True)  # by the unit that was asked: it was withdrawn

    class Meta:
        indexes = [models.Index(fields=["unit", "due_at"], name="respond_waiting_tasks", condition=WAITS_FOR_THE_UNIT)]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True), name="respond_task_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(noted_at__isnull=True) | Q(withdrawn_at__isnull=False), name="respond_task_noted_what"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.withdrawn_at is None

    @property
    def waits_for_the_unit(self) -> bool:
        """Whether the unit that was asked has to do it, or to note that it was withdrawn."""
        return self.done_at is None and self.noted_at is None
