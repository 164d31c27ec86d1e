"""What the company promises its customers, and who is told when a promise is about to break."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.listen.models import Channel
from kunding.people.models import Person
from kunding.respond.models.case import Case, Kind


class ServiceLevel(models.Model):
    """How soon customers are answered; an empty kind, channel or segment stands for any, the narrowest row counts."""

    kind = models.CharField(max_length=9, choices=Kind, blank=True)
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    segment = models.CharField(max_length=60, blank=True)
    acknowledge_minutes = models.PositiveIntegerField(default=60)  # business time
    answer_minutes = models.PositiveIntegerField(default=360)  # business time, or by the clock
    by_the_clock = models.BooleanField(default=False)  # the answer: 24 hours are 24 hours, also over night
    close_days = models.PositiveSmallIntegerField(default=5)  # business days

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "channel", "segment"], name="respond_one_level_for_each"),
            models.CheckConstraint(condition=Q(acknowledge_minutes__gt=0), name="respond_acknowledge_takes_time"),
            models.CheckConstraint(condition=Q(answer_minutes__gt=0), name="respond_answer_takes_time"),
            models.CheckConstraint(condition=Q(close_days__range=(1, 250)), name="respond_close_within_a_year"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.kind, self.channel, self.segment))) or "all"


class Station(models.TextChoices):
    """Whom a rung of the ladder tells."""

    OWNER = "owner", _("the case's owner")
    LEAD = "lead", _("the lead of the unit")
    CCO = "cco", _("the Chief Customer Officer")
    PERSON = "person", _("a person by name")


class Rung(models.Model):
    """One rung of the escalation ladder: who is told, and how long after the due date."""

    position = models.PositiveSmallIntegerField(unique=True)  # 1 is the lowest
    after_minutes = models.PositiveIntegerField()  # business time since the due date
    station = models.CharField(max_length=6, choices=Station)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(station__in=Station.values), name="respond_station_known"),
            models.CheckConstraint(condition=~Q(station="person") | Q(person__isnull=False), name="respond_rung_named"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.station}"


class Escalation(models.Model):
    """Somebody was told that a case is late; each rung once for each due date."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    due_at = models.DateTimeField()  # the promise that was not kept
    rung = models.PositiveSmallIntegerField()
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="escalations")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "due_at", "rung"], name="respond_each_rung_once"),
            models.UniqueConstraint(fields=["case", "due_at", "to"], name="respond_each_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.to}"
