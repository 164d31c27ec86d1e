"""What a customer wishes to hear of after the own matter is answered."""

from django.db import models

from kunding.respond.models.case import Case


class Wish(models.Model):
    """The customer said on the page of the own matter whether to hear when the cause is gone; the newest row counts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="wishes")
    wants = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        indexes = [models.Index(fields=["case", "-at"], name="respond_newest_wish")]

    def __str__(self) -> str:
        return f"{self.case}: {self.wants}"
