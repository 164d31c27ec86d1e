"""Customers and how they are recognised."""

from django.db import models


class Customer(models.Model):
    """A person or company that buys from us."""

    reference = models.CharField(max_length=200, unique=True)  # the customer number
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, blank=True)
    segment = models.CharField(max_length=60, blank=True)
    # € per year; null where nobody told us, which is not the same as worth nothing.
    value_per_year = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left = models.BooleanField(default=False)  # some exports tell that somebody left, but not when
    left_on = models.DateField(null=True, blank=True)
    extra = models.JSONField(default=dict)
    # The record under which this one is counted and shown; always the last one of a chain of merges, so that one join
    # finds it. `Merge` holds the truth of which this is the sum. Rows that point at this record stay where they are.
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="merged")

    class Meta:
        indexes = [models.Index(fields=["segment"], name="customers_by_segment")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="customers_not_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(left=True), name="customers_left_if_dated"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.reference

    def get_absolute_url(self) -> str:
        """Return the address of the customer's page; it stands in the room that knows the customer's cases, too."""
        return f"/customers/{self.pk}/"


class Identity(models.Model):
    """One way in which a customer writes to us: an address, a number, a handle."""

    kind = models.CharField(max_length=20)  # email, phone, handle, contract
    value = models.CharField(max_length=254)  # normalised: lower case, no spaces
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="customers_identity_once"),
            # An empty address must never make two strangers the same person.
            models.CheckConstraint(condition=~models.Q(value=""), name="customers_identity_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
