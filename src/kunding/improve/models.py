"""Pain points, what they cost, and what is done about them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kunding.journeys.models import Touchpoint
from kunding.people.models import Person, Unit
from kunding.understand.models import Theme


class PainPoint(models.Model):
    """A theme that people, or a rule that they can see, call an annoyance."""

    theme = models.OneToOneField(Theme, on_delete=models.PROTECT, related_name="pain_point")
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="pain_points")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="pain_points")
    touchpoint = models.ForeignKey(Touchpoint, null=True, on_delete=models.SET_NULL, related_name="pain_points")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # null: the rule
    because = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.theme.label


class Dismissal(models.Model):
    """A person says that this is no annoyance; the rule does not open it again."""

    pain_point = models.OneToOneField(PainPoint, on_delete=models.CASCADE, related_name="dismissal")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"dismissed: {self.pain_point}"


class Assumptions(models.Model):
    """What a price assumes where the data do not tell. A change is a new row; the newest counts."""

    value_per_year = models.DecimalField(max_digits=12, decimal_places=2)  # € of a customer whose value is unknown
    leaving_excess = models.FloatField()  # probability, how many more of the annoyed leave within a year
    leaving_excess_low = models.FloatField()
    leaving_excess_high = models.FloatField()
    handling_cost = models.DecimalField(max_digits=8, decimal_places=2)  # € per contact
    minutes_lost = models.FloatField()  # of a customer's time per contact
    articulation = models.FloatField()  # share of the annoyed who say so
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "assumptions"
        constraints = [
            models.CheckConstraint(
                condition=Q(leaving_excess_low__lte=F("leaving_excess"))
                & Q(leaving_excess__lte=F("leaving_excess_high"))
                & Q(leaving_excess_low__gte=0)
                & Q(leaving_excess_high__lte=1),
                name="improve_excess_ordered",
            ),
            models.CheckConstraint(
                condition=Q(articulation__gt=0) & Q(articulation__lte=1), name="improve_articulation_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Badge(models.TextChoices):
    """Where the probability of leaving comes from."""

    MEASURED = "measured", _("measured")
    ASSUMED = "assumed", _("assumed")


class Price(models.Model):
    """What a pain point costs a year, computed at one moment; the newest counts, the older ones are its history."""

    pain_point = models.ForeignKey(PainPoint, on_delete=models.CASCADE, related_name="prices")
    assumptions = models.ForeignKey(Assumptions, on_delete=models.PROTECT, related_name="prices")
    at = models.DateTimeField()
    low = models.FloatField()  # € per year, 95 % interval
    mid = models.FloatField()
    high = models.FloatField()
    badge = models.CharField(max_length=8, choices=Badge)
    hours_per_year = models.FloatField()  # customers' hours
    feedback = models.PositiveIntegerField()  # n behind the price, in the last twelve months
    customers = models.PositiveIntegerField()
    workings = models.JSONField()  # each figure of the computation, for “how this was computed”

    class Meta:
        indexes = [models.Index(fields=["pain_point", "-at"], name="improve_newest_price")]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lte=F("mid")) & Q(mid__lte=F("high")), name="improve_price_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pain_point}: {self.mid:,.0f} €"


class Initiative(models.Model):
    """Something that is done about a pain point."""

    pain_point = models.ForeignKey(PainPoint, on_delete=models.CASCADE, related_name="initiatives")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="initiatives")
    started_on = models.DateField()
    shipped_on = models.DateField(null=True, blank=True)
    # What customers are told of it, in words for them; empty: nobody is told.
    told = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shipped_on__isnull=True) | Q(shipped_on__gte=F("started_on")), name="improve_shipped_after"
            ),
        ]

    def __str__(self) -> str:
        return self.title
