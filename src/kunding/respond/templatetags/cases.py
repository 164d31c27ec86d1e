"""What templates about cases need: sentences about what happened, time that is left, the tone of a draft."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language

from kunding.people.models import Role
from kunding.respond import wording
from kunding.understand.reader.tone import Said, Tone

register = template.Library()
register.filter("head", wording.head)
register.filter("left", wording.left)
register.filter("room", wording.room)
register.filter("size", filesizeformat)
register.filter("weekday", wording.weekday)


@register.filter
def amount(value: Decimal) -> str:
    """Return an amount of money in €."""
    return wording.euro(value)


@register.filter
def role_name(word: str) -> str:
    """Return a role's name."""
    return str(Role(word).label)


@register.filter
def said(words: Said) -> str:
    """Return what the check of a draft says, in the reader's language."""
    return words.within((get_language() or "en")[:2])


@register.filter
def tone_line(tone: Tone) -> str:
    """Return the quiet line below a draft: its tone, and how easy it is to read."""
    told = said(tone.summary).rstrip(".")
    return told if tone.reading_ease.value is None else f"{told}. {wording.ease(said(tone.reading_ease.label))}"


@register.filter
def has_proposal(tone: Tone) -> bool:
    """Return whether a better text is ready."""
    return any(finding.safe for finding in tone.findings)


@register.filter
def draft_address(number: str) -> str:
    """Return where a draft is kept."""
    return reverse("respond:draft", args=[number])
