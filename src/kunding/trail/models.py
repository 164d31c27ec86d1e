"""The trail: an append-only chain of what happened."""

from django.db import models


class Entry(models.Model):
    """One act, or one batch of like acts; each entry's digest covers the entry before it, so tampering shows."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)  # "person:7", "loop", "command"
    act = models.CharField(max_length=60)  # the action's name: "open_cases"
    subject = models.CharField(max_length=80, blank=True)  # "case:12"; of a batch its own word, or empty
    count = models.PositiveIntegerField(default=1)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject", "id"], name="trail_by_subject"),
            models.Index(fields=["act", "id"], name="trail_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.act} {self.subject}"


class End(models.Model):
    """Where the trail ends; one row. Without it nobody would notice that the last entries are missing."""

    entry = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)  # made with a key that is not in the database

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="trail_one_end")]

    def __str__(self) -> str:
        return f"{self.entry}"
