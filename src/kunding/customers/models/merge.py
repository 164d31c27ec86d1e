"""Records of one person: which may be, which are, which are not."""

from django.db import models
from django.db.models import F, Q

from kunding.customers.models.customer import Customer
from kunding.people.models import Person


class Merge(models.Model):
    """A person said that two records are one customer. Nothing moves: `merged` keeps its rows and is shown with `kept`.

    The merges in force form trees; `Customer.merged_into` is computed from them. Taking back any edge, in any order,
    therefore leaves each record with exactly the rows that it had.
    """

    kept = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    # In the row and not in one of its own: only so can the database see to it that a record is merged once at a time.
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="customers_merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="customers_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class ToldApart(models.Model):
    """A person said that these two records are not the same customer; they are not suggested again."""

    one = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "told apart"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="customers_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="customers_told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class Search(models.Model):
    """One run that looked for records of the same person among all customers."""

    at = models.DateTimeField()
    customers = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    up_to = models.PositiveBigIntegerField()  # the newest entry of the trail that it knew

    class Meta:
        verbose_name_plural = "searches"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.found}"


class Suggestion(models.Model):
    """Two records that may be one person, found by the newest search; what is alike is read from the records."""

    one = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    confidence = models.FloatField()
    hints = models.JSONField()  # words of rules.duplicates.Hint, the weightiest first

    class Meta:
        indexes = [models.Index(fields=["-confidence", "id"], name="customers_likely_first")]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="customers_suggested_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="customers_suggested_in_order"),
            models.CheckConstraint(condition=Q(confidence__gt=0) & Q(confidence__lte=1), name="customers_confidence"),
        ]

    def __str__(self) -> str:
        return f"{self.one} = {self.other}?"
