"""What the loop itself must remember: debts that fail, and how far the lake has come."""

from django.db import models


class Parked(models.Model):
    """A batch that failed; it is tried again with growing pauses and does not block its stage."""

    stage = models.CharField(max_length=60)
    key = models.CharField(max_length=80)  # the item's primary key
    tries = models.PositiveSmallIntegerField(default=1)
    error = models.TextField()
    first_failed_at = models.DateTimeField()
    try_again_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "parked"
        constraints = [models.UniqueConstraint(fields=["stage", "key"], name="loop_parked_once")]

    def __str__(self) -> str:
        return f"{self.stage} {self.key}: {self.error[:60]}"


class LakeMark(models.Model):
    """How far a table of the lake has come: everything up to this row is in the lake."""

    table = models.CharField(max_length=40, unique=True)
    up_to = models.CharField(max_length=80, blank=True)
    version = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.table} up to {self.up_to}"
