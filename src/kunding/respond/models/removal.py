"""What somebody took away or replaced, kept so that it can come back as it was."""

from django.db import models
from django.db.models import Q

from kunding.people.models import Person


class Kept(models.TextChoices):
    """What was taken away."""

    TEMPLATE = "template"
    LABEL = "label"  # with those below it, and their places on cases
    PROMISES = "promises"  # all service levels, as they stood before others were set
    LADDER = "ladder"


class Removal(models.Model):
    """Something was taken away by somebody; it comes back as long as nothing else has taken its place."""

    kind = models.CharField(max_length=10, choices=Kept)
    name = models.CharField(max_length=120, blank=True)
    content = models.JSONField()  # all that bringing it back takes; no word of a customer
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    back_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "at"], name="respond_removed_lately")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kept.values), name="respond_removal_known")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"
