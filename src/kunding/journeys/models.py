"""Customer tasks, their steps and the touchpoints where customers meet us."""

from django.db import models

from kunding.people.models import Person, Unit


class Journey(models.Model):
    """A customer's task as the customer sees it: “moving house”, “understanding the bill”."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="journeys")

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One step of a journey."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["journey", "position"]
        constraints = [models.UniqueConstraint(fields=["journey", "position"], name="journeys_step_position_once")]

    def __str__(self) -> str:
        return self.name


class Touchpoint(models.Model):
    """A place where customers meet the company: the bill, the phone menu, bus line 7."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    synonyms = models.JSONField(default=list)  # how customers call it
    channel = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="touchpoints")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="touchpoints")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="touchpoints")

    def __str__(self) -> str:
        return self.name
