"""How much may go out to customers."""

from dataclasses import fields

from kunding.customers.models import OutboundRules
from kunding.customers.rules.campaigns import Limits

NUMBERS = tuple(field.name for field in fields(Limits) if field.name != "service")


def limits_row() -> OutboundRules | None:
    """Return the row in force, None before anybody set one."""
    return OutboundRules.objects.select_related("service", "by").order_by("-pk").first()


def limits() -> Limits:
    """Return the limits in force, the defaults before anybody set others."""
    row = limits_row()
    if row is None:
        return Limits()
    return Limits(**{name: getattr(row, name) for name in NUMBERS}, service=row.service_id)
