"""What the loop itself must remember: debts that fail, and what is on its way to the lake."""

from django.db import models

from kunding.people.models import Person
from kunding.understand.models import Reading


class Parked(models.Model):
    """A debt that failed; it is tried again with growing pauses and does not block its stage."""

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


class Parcel(models.Model):
    """Readings packed for the lake. The lake takes each parcel once, however often it is delivered."""

    packed_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="loop_undelivered", condition=models.Q(delivered_at__isnull=True))]

    def __str__(self) -> str:
        return f"parcel {self.pk}"


class Packed(models.Model):
    """This reading is in that parcel."""

    reading = models.OneToOneField(Reading, primary_key=True, on_delete=models.CASCADE, related_name="packed")
    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="packed")

    class Meta:
        verbose_name_plural = "packed"

    def __str__(self) -> str:
        return f"{self.reading_id} in {self.parcel_id}"


class LakeMark(models.Model):
    """How far the lake follows one kind of change: everything up to this mark is in it."""

    what = models.CharField(max_length=40, unique=True)
    up_to = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} up to {self.up_to}"


class Erasure(models.Model):
    """A person was erased from the tables; the lake, the search index and the list for backups follow."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # null: by command
    counts = models.JSONField(default=dict)  # of what there was, by kind; nothing that names anybody
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="loop_unfinished", condition=models.Q(finished_at__isnull=True))]

    def __str__(self) -> str:
        return f"erasure {self.pk}"
