"""Figures in the reader's language, for templates."""

from django import template

from kunding.cockpit import wording

register = template.Library()
FILTERS = (
    wording.number,
    wording.percent,
    wording.signed_percent,
    wording.signed,
    wording.euro,
    wording.exact_euro,
    wording.short_euro,
    wording.short_number,
    wording.hours,
    wording.days,
    wording.business_days,
    wording.short_days,
    wording.days_dative,
    wording.rounded_hours,
    wording.day,
    wording.moment,
    wording.month_name,
    wording.clock,
    wording.language_name,
    wording.half_points,
    wording.is_early,
)
for words in FILTERS:
    register.filter(words.__name__, words)
register.simple_tag(wording.said_when)
