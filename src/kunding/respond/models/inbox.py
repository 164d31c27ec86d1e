"""What a team needs around its cases: notes, drafts, templates, labels, saved views, who is here right now."""

from django.db import models
from django.db.models import F, Q

from kunding.people.models import Person
from kunding.respond.models.case import Case, Kind


class Note(models.Model):
    """What colleagues tell each other about a case; customers never see it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Mention(models.Model):
    """A colleague is asked by name to look at a note."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="respond_mentioned_once")]

    def __str__(self) -> str:
        return f"@{self.person}"


class Draft(models.Model):
    """An answer that somebody has begun; kept so that nothing typed is ever lost."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField()
    before = models.TextField(blank=True)  # the own words, where a proposal took their place
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by"], name="respond_one_draft_each")]

    def __str__(self) -> str:
        return self.text[:60]


class Presence(models.Model):
    """Somebody has the case open right now, perhaps writing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    writes = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="respond_present_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.case}"


class ReplyTemplate(models.Model):
    """A reply to begin with; only the names in `rules.templates` are filled in."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="de")
    kind = models.CharField(max_length=9, choices=Kind, blank=True)  # "" for any
    text = models.TextField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "language"], name="respond_template_once")]

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """A view of the inbox under a name: the filters as they stand in the address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="respond_view_once")]

    def __str__(self) -> str:
        return self.name


class Label(models.Model):
    """A word for sorting cases; labels stand below each other."""

    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="respond_label_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="respond_label_tree"),
        ]

    def __str__(self) -> str:
        return self.name


class CaseLabel(models.Model):
    """A label on a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="labels")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="cases")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "label"], name="respond_labelled_once")]

    def __str__(self) -> str:
        return f"{self.case}: {self.label}"
