"""Masked personal data in customers' words, shown as a quiet label."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kunding.understand.reader.redaction import MARKS

LABELS = {mark: mark.strip("[]") for marks in MARKS.values() for mark in marks.values()}
MASK = re.compile("(" + "|".join(re.escape(mark) for mark in LABELS) + ")")


def masked(text: str) -> SafeString:
    """Return the text escaped, with each mark such as "[Name]" as a quiet label."""
    # Every second part is a mark of ours; everything else is the customer's and is escaped.
    parts = [
        format_html('<span class="redacted">{}</span>', LABELS[part]) if place % 2 else conditional_escape(part)
        for place, part in enumerate(MASK.split(text))
    ]
    return mark_safe("".join(parts))  # noqa: S308  # each part is escaped above
