"""Figures in the reader's language: never a naked number where an interval exists."""

import math
from datetime import date, datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext, npgettext

FRESH_DAYS = 7  # the newest feedback is not older: “the last 90 days” end today
FEW = 30  # answers; with fewer a share says too little


def _locale() -> str:
    # "en" alone would write dates the American way; our readers are Europeans.
    return "en_GB" if (get_language() or "en").startswith("en") else "de_DE"


def number(value: float | None, decimals: int = 0) -> str:
    """Return 4312 as 4.312 (German) or 4,312 (English)."""
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=_locale())


def percent(value: float | None, decimals: int = 0) -> str:
    """Return 0.61 as 61 %."""
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + ("\u00a0%" if _locale() == "de_DE" else "%")
    return format_percent(value, format=pattern, locale=_locale())


def signed_percent(value: float | None) -> str:
    """Return 0.123 as +12 % and -0.5 as −50 %."""
    if value is None:
        return "–"
    return ("+" if value > 0 else "−" if value < 0 else "") + percent(abs(value))


def signed(value: float | None) -> str:
    """Return 12 as +12 and -5 as −5."""
    if value is None:
        return "–"
    rounded = round(value)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{format_decimal(abs(rounded), locale=_locale())}"


def euro(value: float | None) -> str:
    """Return 184213.4 as 184.000 € : as many digits as the figure deserves, at most three."""
    if value is None:
        return "–"
    return format_currency(deserved(value), "EUR", format=_euro_format(), locale=_locale(), currency_digits=False)


def exact_euro(value: float | None) -> str:
    """Return 184213.4 as 184.213 €, for workings."""
    if value is None:
        return "–"
    return format_currency(round(value), "EUR", format=_euro_format(), locale=_locale(), currency_digits=False)


def short_euro(value: float | None) -> str:
    """Return 184213.4 as 184 Tsd. € or €184K, for narrow places."""
    if value is None:
        return "–"
    if abs(value) < 10_000:
        return euro(value)
    if _locale() == "de_DE":
        size, name = (1e6, "Mio.") if abs(value) >= 999_500 else (1e3, "T€")
        amount = format_decimal(deserved(value) / size, format="#,##0.##", locale="de_DE")
        return f"{amount}\u00a0{name}" + ("\u00a0€" if name == "Mio." else "")
    return format_compact_currency(deserved(value), "EUR", locale="en_GB", fraction_digits=2 if value >= 1e6 else 0)


def short_number(value: float | None) -> str:
    """Return 1203441 as 1,2 Mio. or 1.2M, for narrow places."""
    if value is None:
        return "–"
    return format_compact_decimal(value, locale=_locale(), fraction_digits=1) if abs(value) >= 1e6 else number(value)


def hours(value: float | None) -> str:
    """Return hours as a person says them: 40 min, 3,4 h, 5 days."""
    if value is None:
        return "–"
    if value < 1:
        return gettext("%(minutes)s min") % {"minutes": round(value * 60)}
    if value < 48:
        return gettext("%(hours)s h") % {"hours": number(value, 1 if value < 10 else 0)}
    return days(value / 24)


def days(value: float | None) -> str:
    """Return a number of days with its noun."""
    if value is None:
        return "–"
    return ngettext("%(days)s day", "%(days)s days", round(value)) % {"days": number(round(value))}


def business_days(value: float | None) -> str:
    """Return a number of business days: below ten with one decimal, since half a day counts."""
    if value is None:
        return "–"
    exact = round(value, 1) if value < 9.95 else round(value)
    words = ngettext("%(days)s business day", "%(days)s business days", 1 if exact == 1 else 2)
    return words % {"days": short_days(value)}


def short_days(value: float | None) -> str:
    """Return a number of days without its noun, for narrow places."""
    if value is None:
        return "–"
    return number(value, 1 if 0 < value < 9.95 else 0)


def days_dative(value: float | None) -> str:
    """Return a number of days as it stands after “for” or “since”: German bends it."""
    if value is None:
        return "–"
    return npgettext("since", "%(days)s day", "%(days)s days", round(value)) % {"days": number(round(value))}


def rounded_hours(value: float) -> str:
    """Return hours of an estimate with the digits that it deserves."""
    return number(deserved(value))


def day(value: date | datetime | None) -> str:
    """Return a date as 3. Nov. 2026 or 3 Nov 2026."""
    if value is None:
        return "–"
    shown = localtime(value).date() if isinstance(value, datetime) else value
    return format_date(shown, format="d. MMM yyyy" if _locale() == "de_DE" else "d MMM yyyy", locale=_locale())


def language_name(code: str) -> str:
    """Return a language by its name rather than by its code; "" where the code is not known.

    >>> language_name("de"), language_name("und"), language_name("?")
    ('German', '', '')
    """
    try:
        return Locale.parse(code).get_display_name(_locale()) or "" if code != "und" else ""
    except (UnknownLocaleError, ValueError):
        return ""


def moment(value: datetime | None) -> str:
    """Return a moment as Di., 3. Nov. 2026, 14:00."""
    if value is None:
        return "–"
    pattern = "EEE, d. MMM yyyy, HH:mm" if _locale() == "de_DE" else "EEE d MMM yyyy, HH:mm"
    return format_datetime(localtime(value), format=pattern, tzinfo=None, locale=_locale())


def month_name(value: date) -> str:
    """Return the month of a date as Oktober 2026."""
    return format_date(value, format="MMMM yyyy", locale=_locale())


def clock(value: datetime) -> str:
    """Return the time of day."""
    return format_datetime(localtime(value), format="HH:mm", locale=_locale())


def said_when(picked: Any, span: Any, at: datetime) -> str:
    """Return the period that was picked as the beginning of a sentence; an old export says until when it goes."""
    if picked.since or picked.until:
        return gettext("From %(since)s to %(until)s") % {"since": day(span.since), "until": day(span.until)}
    if span.until and (localtime(at).date() - span.until).days > FRESH_DAYS:
        return gettext("In the %(days)s days up to %(until)s") % {
            "days": number((span.until - span.since).days + 1),
            "until": day(span.until),
        }
    names = {
        "30": gettext("In the last 30 days"),
        "365": gettext("In the last twelve months"),
        "all": gettext("So far"),
    }
    return names.get(picked.period, gettext("In the last 90 days"))


def half_points(figure: object) -> str:
    """Return half of the width of a share's interval in percentage points."""
    low, high = getattr(figure, "low", None), getattr(figure, "high", None)
    return number((high - low) * 50) if low is not None and high is not None else "–"


def is_early(count: int) -> bool:
    """Return whether so few answers say too little."""
    return count < FEW


def deserved(value: float) -> float:
    """Return the value with three digits that count, so that an estimate does not pretend to know cents.

    >>> deserved(184213.4)
    184000.0
    """
    if value == 0:
        return 0.0
    size = 10 ** max(0, math.floor(math.log10(abs(value))) - 2)
    return float(round(value / size) * size)


def _euro_format() -> str:
    return "#,##0\u00a0¤" if _locale() == "de_DE" else "¤#,##0"
