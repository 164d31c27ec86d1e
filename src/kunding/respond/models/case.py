"""Cases: at every moment one owner, one due date and one next step."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kunding.customers.models import Customer
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Feedback
from kunding.people.models import Person, Unit
from kunding.understand.models import Reading


class TriageOutcome(models.TextChoices):
    """What came of looking at a reading."""

    CASE = "case", _("a case was opened")
    JOINED = "joined", _("it belongs to a case that was there")
    NOTHING_OWED = "nothing_owed", _("nobody waits for an answer")
    ANSWERED = "answered", _("it was answered before it came to us")


class Triage(models.Model):
    """It was decided whether this reading needs an answer."""

    reading = models.OneToOneField(Reading, primary_key=True, on_delete=models.CASCADE, related_name="triage")
    outcome = models.CharField(max_length=12, choices=TriageOutcome)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "triage"

    def __str__(self) -> str:
        return self.outcome


class Kind(models.TextChoices):
    """Why a case was opened."""

    COMPLAINT = "complaint", _("Complaint")
    DETRACTOR = "detractor", _("Detractor")
    LEAVING = "leaving", _("Threat to leave")
    CHASING = "chasing", _("Chasing an answer")
    REQUEST = "request", _("Request")  # written to us directly: whoever writes to us gets an answer


class State(models.TextChoices):
    """Where a case stands, as in ISO 10002; which act leads where says `rules.states`."""

    RECEIVED = "received", _("received")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    ASSESSED = "assessed", _("assessed")
    IN_WORK = "in_work", _("in work")
    DECIDED = "decided", _("decided")
    TOLD = "told", _("told")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("reopened")


OPEN = ~Q(state="closed")


class Case(models.Model):
    """One customer's matter, from the first word to the verdict.

    A case that comes back after it was closed is in its next round; answers, verdicts and closures name theirs.
    """

    number = models.CharField(max_length=20, unique=True)  # "K-2026-000123": what people say on the phone
    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="case")
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    touchpoint = models.ForeignKey(Touchpoint, null=True, on_delete=models.SET_NULL, related_name="cases")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="cases")
    opened_at = models.DateTimeField()  # when the customer spoke: that is when the waiting began
    registered_at = models.DateTimeField()  # when it came to us; years later where an old export was imported
    # The three promises of the service level, as they were when the case was opened.
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    close_by = models.DateTimeField()
    due_at = models.DateTimeField()  # the promise that counts now
    next_step = models.CharField(max_length=300)
    touched_at = models.DateTimeField()  # the last act of a person, or the opening
    # When the next rung of the ladder is told that the case is late; null where nobody is left to tell.
    escalate_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0, db_default=0)  # the last one told about this due date
    # The case in which this one goes on; it is closed then, counts nowhere and keeps its rows. `CaseMerge` knows more.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="parts", db_index=False)
    # What counted here before the first other case was merged into this one; null where none is. It stands in the row,
    # so that the many cases in which none is need not be asked.
    alone = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="respond_open_by_due", condition=OPEN),
            models.Index(fields=["unit", "due_at"], name="respond_open_by_unit", condition=OPEN),
            models.Index(fields=["owner", "due_at"], name="respond_open_by_owner", condition=OPEN),
            models.Index(fields=["touched_at"], name="respond_open_by_touch", condition=OPEN),
            models.Index(fields=["registered_at"], name="respond_to_acknowledge", condition=Q(state="received")),
            models.Index(
                fields=["escalate_at"], name="respond_to_escalate", condition=OPEN & Q(escalate_at__isnull=False)
            ),
            models.Index(
                fields=["merged_into"], name="respond_parts_of_a_case", condition=Q(merged_into__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(next_step="") | Q(state="closed"), name="respond_next_step"),
            models.CheckConstraint(condition=Q(due_at__gte=F("opened_at")), name="respond_due_after_opened"),
            models.CheckConstraint(
                condition=Q(escalate_at__isnull=True) | Q(escalate_at__gte=F("due_at")), name="respond_late_when_due"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="respond_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="respond_kind_known"),
            # A merged case waits for nobody, alarms nobody, goes on elsewhere, and nothing goes on in it: no chains.
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | (Q(state="closed", escalate_at__isnull=True, alone__isnull=True) & ~Q(merged_into=F("id"))),
                name="respond_merged_is_at_rest",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for us."""
        return self.state != State.CLOSED

    @property
    def state_word(self) -> str:
        """How the case stands, as other systems read it: a merged one was not closed by anybody."""
        return "merged" if self.merged_into_id else str(self.state)
