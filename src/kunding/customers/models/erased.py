"""What is left of people who were erased: enough never to contact them, too little to know who they are."""

from django.db import models


class Erased(models.Model):
    """A number or an address of somebody who was erased, as a digest that only this installation can make.

    It counts as an objection to everything beyond the matter at hand, until the person agrees anew.
    """

    digest = models.CharField(max_length=40, unique=True)  # see customers.digests
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "erased"

    def __str__(self) -> str:
        return f"erased {self.at:%Y-%m-%d}"
