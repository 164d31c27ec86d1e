"""Which acts on many cases a case was part of."""

from django.db import models

from kunding.respond.models.case import Case


class Involvement(models.Model):
    """The case was part of an act on many: the trail has one entry for all of them, and this row finds it.

    The entry itself names its cases; nobody could be looked up in it by an index.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="involvements", db_index=False)
    subject = models.CharField(max_length=40)  # of the entry: "cases:3f0c…"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "subject"], name="respond_involved_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.subject}"
