"""What is being sent to whom, and who said yes to it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kunding.customers.models.consent import Channel
from kunding.people.models import Person, Unit


class Campaign(models.Model):
    """Something that goes out to many customers."""

    reference = models.CharField(max_length=200, unique=True)  # the planner's own number, or the UID of a calendar
    name = models.CharField(max_length=200)
    what = models.TextField(blank=True)  # what it says, in words for those who are asked about it
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="campaigns")  # who sends
    channel = models.CharField(max_length=20, choices=Channel)
    audience = models.CharField(max_length=300, blank=True)  # in words
    segment = models.CharField(max_length=60, blank=True)  # customers of this segment; empty: all
    size = models.PositiveIntegerField()  # how many customers it reaches
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day on which it goes out
    planned_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # a sign-off before this no longer counts

    class Meta:
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="customers_campaign_days")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="customers_campaign_ends_after"),
            models.CheckConstraint(condition=~Q(name=""), name="customers_campaign_named"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="customers_campaign_channel_known"),
        ]

    def __str__(self) -> str:
        return self.name


class SignOffVerdict(models.TextChoices):
    """What service says to a large send."""

    APPROVED = "approved", _("signed off")
    REFUSED = "refused", _("refused")


class SignOff(models.Model):
    """Service said yes or no to a campaign; the newest row counts, unless the plan changed since."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="sign_offs")
    verdict = models.CharField(max_length=10, choices=SignOffVerdict)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="approved") | (Q(verdict="refused") & ~Q(reason="")),
                name="customers_refused_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.verdict}"


class Withdrawal(models.Model):
    """The campaign does not go out after all."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"withdrawn: {self.campaign}"


class Outage(models.Model):
    """Days on which service cannot take many questions: a move, new software, a disturbance."""

    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="customers_outage_ends_after")
        ]

    def __str__(self) -> str:
        return self.name


class OutboundRules(models.Model):
    """How much may go out. A change is a new row; the newest counts."""

    sign_off_from = models.PositiveIntegerField()  # customers
    same_audience_days = models.PositiveIntegerField()
    at_once = models.PositiveIntegerField()  # campaigns that service can answer for at the same time
    surveys = models.PositiveIntegerField()  # per customer within the days below
    survey_days = models.PositiveIntegerField()
    advertising = models.PositiveIntegerField()
    advertising_days = models.PositiveIntegerField()
    service = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")  # who signs off
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "outbound rules"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
