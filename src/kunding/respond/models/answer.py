"""What the customer was told, what was decided, and what the customer says to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.listen.models import Channel
from kunding.people.models import Person
from kunding.respond.models.case import Case


class Outcome(models.TextChoices):
    """What was decided in the customer's matter."""

    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("granted in part")
    DECLINED = "declined", _("declined")
    EXPLAINED = "explained", _("explained")


class Decision(models.Model):
    """What we decided; the customer does not know it before an answer tells it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)  # for colleagues
    recourse = models.CharField(max_length=500, blank=True)  # where the customer may go if we say no (ISO 10002)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="respond_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(recourse=""), name="respond_no_names_the_recourse"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class Answer(models.Model):
    """A human being told the customer something; automatic replies are not answers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="answers")
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel, blank=True)  # how it was told; "" where nobody said
    text = models.TextField()
    decides = models.BooleanField(default=False)  # tells the decision, not only that we are on it

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at"], name="respond_answers_in_order")]

    def __str__(self) -> str:
        return self.text[:60]


class Closure(models.Model):
    """The case is closed: the customer was told the decision, cannot be reached, or never asked for anything."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closures")
    round = models.PositiveSmallIntegerField(default=1)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+")
    unreachable_because = models.CharField(max_length=300, blank=True)
    nothing_owed = models.BooleanField(default=False)  # a person corrected the reading: nobody waits
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # null: the customer
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=False) | ~Q(unreachable_because="") | Q(nothing_owed=True),
                name="respond_told_before_closed",
            ),
            models.UniqueConstraint(fields=["case", "round"], name="respond_closed_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"closed: {self.case}"


class Reopening(models.Model):
    """The customer, or a person of ours, says that it is not solved: the case begins its next round."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reopenings")
    round = models.PositiveSmallIntegerField()  # the one that begins
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # null: the customer
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="respond_reopened_once_a_round")]

    def __str__(self) -> str:
        return f"reopened: {self.case}"


class Verdict(models.Model):
    """What the customer says of the answer; independent of whether the case is closed."""

    class Solved(models.TextChoices):
        """Whether the matter is settled in the customer's eyes."""

        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="verdicts")
    round = models.PositiveSmallIntegerField(default=1)
    solved = models.CharField(max_length=6, choices=Solved)
    effort = models.PositiveSmallIntegerField(null=True)  # 1 … 7, 7 = “made it easy”
    mood = models.PositiveSmallIntegerField(null=True)  # 1 (worst) … 5
    why = models.TextField(blank=True)
    language = models.CharField(max_length=5, blank=True)  # in which it was asked
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # One link, one voice: a second verdict in the same round replaces nothing.
            models.UniqueConstraint(fields=["case", "round"], name="respond_one_verdict_a_round"),
            models.CheckConstraint(condition=Q(solved__in=["yes", "partly", "no"]), name="respond_solved_known"),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__range=(1, 7)), name="respond_effort_1_7"
            ),
            models.CheckConstraint(condition=Q(mood__isnull=True) | Q(mood__range=(1, 5)), name="respond_mood_1_5"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.solved}"
