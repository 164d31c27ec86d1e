"""Files that no row may need any more: they are owed their removal."""

from django.db import models


class Leftover(models.Model):
    """A file in the store that lost a row; it is removed unless another row needs the same content."""

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the bytes
    remove_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["remove_at"], name="listen_to_remove")]

    def __str__(self) -> str:
        return self.digest[:12]
