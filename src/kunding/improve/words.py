"""How the figures of a price are called."""

from django.utils.translation import gettext_lazy as _

STEPS = {
    "feedback": _("Feedback on it that was counted"),
    "customers": _("Known customers who said it"),
    "customers_without_name": _("Customers without a name, estimated"),
    "to_a_year": _("Factor to a whole year"),
    "affected_per_year": _("Affected customers a year"),
    "value_per_customer": _("Value of a customer"),
    "value_at_risk": _("Value of the affected customers"),
    "leaving_excess": _("How many more of them leave within a year"),
    "leaving_cost": _("Lost by leaving customers"),
    "contacts_per_year": _("Contacts that somebody had to deal with"),
    "handling_cost": _("Cost of one contact"),
    "handling_per_year": _("Cost of dealing with it"),
    "price": _("Price of the pain point"),
    "minutes_lost": _("Minutes that a customer loses each time"),
    "hours_per_year": _("Customers’ hours a year"),
}
SOURCES = {
    "counted": _("counted"),
    "measured": _("measured"),
    "assumed": _("assumed"),
    "computed": _("computed"),
}
TOTALS = ("leaving_cost", "handling_per_year", "price", "hours_per_year")
