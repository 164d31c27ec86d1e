"""What we make of customers' words: a reading per feedback, and the themes that recur."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kunding.journeys.models import Touchpoint
from kunding.listen.models import Feedback
from kunding.people.models import Person


class Sentiment(models.TextChoices):
    """How the customer judges the matter."""

    NEGATIVE = "negative", _("negative")
    NEUTRAL = "neutral", _("neutral")
    POSITIVE = "positive", _("positive")


class Intent(models.TextChoices):
    """What the customer wants to do with the words."""

    COMPLAINT = "complaint", _("complaint")
    PRAISE = "praise", _("praise")
    IDEA = "idea", _("idea")
    QUESTION = "question", _("question")
    LEAVING = "leaving", _("threat to leave")
    CHASING = "chasing", _("chasing an answer")
    NONE = "none", _("nothing in particular")


class Urgency(models.TextChoices):
    """How soon somebody must look."""

    LOW = "low", _("low")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


class Reading(models.Model):
    """How one feedback was read, by which reader, and how sure it is."""

    feedback = models.OneToOneField(Feedback, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    language = models.CharField(max_length=3)
    sentiment = models.CharField(max_length=8, choices=Sentiment)
    sentiment_probability = models.FloatField()
    sure = models.BooleanField()
    intent = models.CharField(max_length=9, choices=Intent)
    intent_probability = models.FloatField()
    urgency = models.CharField(max_length=6, choices=Urgency)
    competitor = models.CharField(max_length=80, blank=True)
    # The reader's guess, or what a person or the source said; feedback keeps what the source said.
    touchpoint = models.ForeignKey(
        Touchpoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="readings"
    )
    touchpoint_probability = models.FloatField(default=0)
    spans = models.CharField(max_length=2000, blank=True)  # personal data: "12-24:name 40-62:iban"
    reader_version = models.CharField(max_length=40)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sentiment_probability__range=(0, 1)), name="understand_sentiment_0_1"),
            models.CheckConstraint(condition=Q(intent_probability__range=(0, 1)), name="understand_intent_0_1"),
        ]

    def __str__(self) -> str:
        return f"{self.sentiment}, {self.intent}"


class Correction(models.Model):
    """A person read it differently: the reader learns from it."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)  # sentiment, intent, touchpoint, theme
    was = models.CharField(max_length=120)
    now = models.CharField(max_length=120)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="corrections")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field}: {self.was} → {self.now}"


class CompanyHead(models.Model):
    """What the reader learned from this company's own ratings and corrections; the newest one is used."""

    learned_at = models.DateTimeField()
    labels = models.PositiveIntegerField()
    corrections_seen = models.PositiveIntegerField()
    weights = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.labels} labels, {self.learned_at:%Y-%m-%d}"


class Discovery(models.Model):
    """One run that looked for recurring themes; its model assigns new feedback until the next run."""

    at = models.DateTimeField()
    texts = models.PositiveIntegerField()
    model = models.BinaryField()
    themes = models.JSONField(default=list)  # the theme's key for each label that the model gives

    class Meta:
        verbose_name_plural = "discoveries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.texts} texts"


class Theme(models.Model):
    """Something that customers say again and again. Its identity lasts from discovery to discovery."""

    label = models.CharField(max_length=160)
    words = models.JSONField(default=list)
    language = models.CharField(max_length=3, blank=True)
    found_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")

    def __str__(self) -> str:
        return self.label


class Likeness(models.Model):
    """Of `of` texts of a theme that were looked at, `near` would fit the `other` theme almost as well.

    Written anew by each discovery.
    """

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="like")
    other = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="liked_by")
    near = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    # The text that fits the other theme best.
    example = models.ForeignKey(Feedback, null=True, on_delete=models.SET_NULL, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "other"], name="understand_one_likeness"),
            models.CheckConstraint(condition=models.Q(near__lte=models.F("of")), name="understand_near_is_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.theme} ~ {self.other}: {self.near} of {self.of}"


class Difference(models.Model):
    """A person said that two themes are not the same matter; they are not proposed any more."""

    first = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")  # the smaller key
    second = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="understand_one_difference"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="understand_difference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class Naming(models.Model):
    """A person gave a theme its name; discovery does not rename it any more."""

    theme = models.OneToOneField(Theme, on_delete=models.CASCADE, related_name="naming")
    was = models.CharField(max_length=160)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.was} → {self.theme}"


class Hiding(models.Model):
    """A person hid a theme from the lists: it says nothing."""

    theme = models.OneToOneField(Theme, on_delete=models.CASCADE, related_name="hiding")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hidden: {self.theme}"


class Membership(models.Model):
    """This feedback belongs to that theme; a feedback without theme has a row with none."""

    feedback = models.OneToOneField(Feedback, primary_key=True, on_delete=models.CASCADE, related_name="membership")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    confidence = models.FloatField()
    discovery = models.ForeignKey(Discovery, null=True, on_delete=models.SET_NULL, db_index=False, related_name="+")

    def __str__(self) -> str:
        return f"{self.theme} ({self.confidence:.2f})"
