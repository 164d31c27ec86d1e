"""Room to act: what the front line may give, and what it gave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.people.models import Person, Role, Unit
from kunding.respond.models.case import Case


class Allowance(models.Model):
    """What somebody in a role may give per case without asking, and what a unit may give per month."""

    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="allowances")
    per_case = models.DecimalField(max_digits=10, decimal_places=2)  # €
    per_month = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # € of the unit

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "unit"], name="respond_allowance_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(per_case__gte=0), name="respond_allowance_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.per_case} €"


class GoodwillState(models.TextChoices):
    """Whether goodwill was given."""

    ASKED = "asked", _("waits for the lead")
    GRANTED = "granted", _("given")
    REFUSED = "refused", _("refused")


class Goodwill(models.Model):
    """Something given to a customer beyond what is owed, or asked for."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="goodwill")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="goodwill")  # whose budget
    amount = models.DecimalField(max_digits=10, decimal_places=2)  # €
    what = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=GoodwillState)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "goodwill"
        indexes = [models.Index(fields=["unit", "decided_at"], name="respond_goodwill_by_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="respond_goodwill_is_something"),
            models.CheckConstraint(condition=Q(state__in=GoodwillState.values), name="respond_goodwill_known"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True) | Q(~Q(state="asked"), decided_at__isnull=False),
                name="respond_goodwill_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} €: {self.case}"
