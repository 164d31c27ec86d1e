"""Cases: at every moment one owner, one due date and one next step."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kunding.customers.models import Customer
from kunding.journeys.models import Touchpoint
from kunding.listen.models import Feedback
from kunding.people.models import Person, Unit
from kunding.understand.models import Reading


class Outcome(models.TextChoices):
    """What came of looking at a reading."""

    CASE = "case", _("a case was opened")
    NOTHING_OWED = "nothing_owed", _("nobody waits for an answer")
    ANSWERED = "answered", _("it was answered before it came to us")


class Triage(models.Model):
    """It was decided whether this reading needs an answer."""

    reading = models.OneToOneField(Reading, primary_key=True, on_delete=models.CASCADE, related_name="triage")
    outcome = models.CharField(max_length=12, choices=Outcome)
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


class State(models.TextChoices):
    """Where a case stands, as in ISO 10002."""

    RECEIVED = "received", _("received")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    IN_WORK = "in_work", _("in work")
    DECIDED = "decided", _("decided")
    TOLD = "told", _("told")
    CLOSED = "closed", _("closed")


class Case(models.Model):
    """One customer's matter, from the first word to the verdict."""

    number = models.CharField(max_length=20, unique=True)  # "K-2026-000123": what people say on the phone
    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="case")
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    touchpoint = models.ForeignKey(Touchpoint, null=True, on_delete=models.SET_NULL, related_name="cases")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="cases")
    opened_at = models.DateTimeField()  # when the customer spoke: that is when the waiting began
    due_at = models.DateTimeField()
    next_step = models.CharField(max_length=300)
    touched_at = models.DateTimeField()  # the last act of a person, or the opening

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="respond_open_by_due", condition=~Q(state="closed")),
            models.Index(fields=["unit", "due_at"], name="respond_open_by_unit", condition=~Q(state="closed")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(next_step="") | Q(state="closed"), name="respond_next_step"),
            models.CheckConstraint(condition=Q(due_at__gte=F("opened_at")), name="respond_due_after_opened"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="respond_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="respond_kind_known"),
        ]

    def __str__(self) -> str:
        return self.number


class Answer(models.Model):
    """A human being told the customer something; automatic replies are not answers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="answers")
    at = models.DateTimeField()
    text = models.TextField()
    decides = models.BooleanField(default=False)  # tells the decision, not only that we are on it

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]


class Transfer(models.Model):
    """A case went from one unit to another."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="given")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="respond_transfer_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


class Acceptance(models.Model):
    """The receiving unit took the case over: until then it lies between two units."""

    transfer = models.OneToOneField(Transfer, on_delete=models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"accepted: {self.transfer}"


class Closure(models.Model):
    """The case is closed: the customer was told the decision, cannot be reached, or never asked for anything."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="closure")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+")
    unreachable_because = models.CharField(max_length=300, blank=True)
    nothing_owed = models.BooleanField(default=False)  # a person corrected the reading: nobody waits
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=False) | ~Q(unreachable_because="") | Q(nothing_owed=True),
                name="respond_told_before_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"closed: {self.case}"
