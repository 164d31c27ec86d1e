"""Two cases that are one matter: which goes on in which, who said so, and who took it back."""

from django.db import models
from django.db.models import F, Q

from kunding.people.models import Person
from kunding.respond.models.case import Case, State


class CaseMerge(models.Model):
    """A case goes on in another one; taken back, it stands again as it stood. No row of either moves."""

    kept = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="taken_in")
    merged = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="merges")
    # How the merged case stood, for the day on which somebody takes it back.
    state = models.CharField(max_length=12, choices=State)
    escalate_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="respond_merge_of_two"),
            models.CheckConstraint(condition=~Q(state="closed"), name="respond_merged_while_open"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="respond_merged_into_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
