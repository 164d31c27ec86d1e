"""What templates need: icons, built files, figures in the reader's language, small drawings."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kunding.web import assets
from kunding.web.drawing import bar, sparkline
from kunding.web.redaction import masked

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a decorative icon of the sprite; words beside it say what it means."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', _sprite(), name)


@register.simple_tag
def script(name: str) -> str:
    """Return the address of a built script; empty where the front end was not built, so that pages still show."""
    try:
        return assets.address(name)
    except assets.FrontEndIsMissing:
        return ""


@register.simple_tag
def style_sheets(name: str) -> SafeString:
    """Return link elements for the style sheets of an entry."""
    try:
        return format_html_join("\n", '<link rel="stylesheet" href="{}">', [(file,) for file in assets.styles(name)])
    except assets.FrontEndIsMissing:
        return SafeString("")


@register.simple_tag(takes_context=True)
def keep(context: Mapping[str, Any], **changes: object) -> str:
    """Return "?…" with the page's own filters and these changes; None takes one away."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.inclusion_tag("web/parts/sparkline.html")
def spark(values: Sequence[float | None], kind: str = "") -> dict[str, object]:
    """Draw a small line; `kind` "warns" draws it in the warning colour."""
    return {"line": sparkline(values), "kind": kind}


@register.inclusion_tag("web/parts/price_bar.html")
def price_bar(price: Any, widest: float) -> dict[str, object]:
    """Draw a price with the whiskers of its interval, as wide as `widest` € at most."""
    drawn = bar(low=price.low, mid=price.mid, high=price.high, widest=widest)
    return {"bar": drawn, "assumed": price.badge == "assumed"}


@register.simple_tag
def styled(field: BoundField) -> SafeString:
    """Return a form's field in the product's look."""
    kind = "form-select" if field.widget_type == "select" else "form-control"
    return field.as_widget(attrs={"class": kind})


@register.filter
def show_masks(text: str) -> SafeString:
    """Return escaped text in which masked personal data are shown as what they are."""
    return masked(text)


@register.filter
def of(mapping: Mapping[Any, Any], key: object) -> Any:
    """Return mapping[key], None where it is missing."""
    return mapping.get(key)


def _sprite() -> str:
    try:
        return assets.address("src/icons.svg")
    except assets.FrontEndIsMissing:
        return ""
