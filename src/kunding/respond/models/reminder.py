"""What somebody wants to look at again: a note to oneself, with a day."""

from django.db import models
from django.db.models import Q

from kunding.people.models import Person
from kunding.respond.models.case import Case


class Reminder(models.Model):
    """Somebody wants to see a case again on a day; nobody else sees that, and no promise moves with it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    day = models.DateField()  # a business day of the person's unit
    why = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    # When the loop has to do with it: to write to the person, or to forget what is done; null where nothing is owed.
    act_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "day"], name="respond_to_look_at_again", condition=Q(done_at=None)),
            models.Index(fields=["act_at"], name="respond_reminders_owed", condition=Q(act_at__isnull=False)),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "case"], name="respond_one_reminder_each")]

    def __str__(self) -> str:
        return f"{self.day}: {self.case_id}"
