"""Conditions of a question: only fields, operators and types from a list; a value is never part of the SQL."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from kunding.lake.dimensions import FIELDS, Kind

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in", "between", "empty", "not empty"]
Value = str | int | float | bool | date
Where = Mapping[str, Any] | Iterable["Filter | tuple[str, str, Any]"]

OPERATORS: tuple[str, ...] = get_args(Operator)
MOST_VALUES = 1024
_LONGEST = 500
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
_WHOLE = re.compile(r"-?\d{1,18}\Z")
_WRITTEN = re.compile(r"\s*([a-z_]+)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*\Z", re.DOTALL)


class FilterError(ValueError):
    """A condition names an unknown field or operator, or its value does not fit."""


@dataclass(frozen=True)
class Filter:
    """One checked condition."""

    field: str
    operator: Operator
    values: tuple[Value, ...] = ()


def filters_of(where: Where | None) -> tuple[Filter, ...]:
    """Check conditions and return them in a fixed order; all of them must hold.

    >>> filters_of({"sentiment": "negative", "month": ("2026-01", None), "touchpoint_id": [3, 5]})[0]
    Filter(field='month', operator='>=', values=('2026-01',))

    A mapping takes a value (=), a list (in), a pair from–to (both ends belong to it; None: open), or None
    (empty). A list of (field, operator, value) takes every operator. Raises `FilterError`.
    """
    if where is None:
        return ()
    written = where.items() if isinstance(where, Mapping) else None
    found = (
        [_meant(field, value) for field, value in written]
        if written is not None
        else [_from_parts(part) for part in where]
    )
    return tuple(sorted((f for f in found if f is not None), key=lambda f: (f.field, f.operator, len(f.values))))


def filter_written(text: str) -> tuple[str, str, Any]:
    """Read a condition as people type it; raises `FilterError`.

    >>> filter_written("month=2026-01..2026-10"), filter_written("touchpoint_id=3,5")
    (('month', 'between', ('2026-01', '2026-10')), ('touchpoint_id', 'in', ['3', '5']))
    """
    match = _WRITTEN.match(text)
    if not match:
        raise FilterError(
            f"“{text}” is no condition; write it like channel=mail, month>=2026-01, "
            "touchpoint_id=3,5 or month=2026-01..2026-10."
        )
    field, operator, value = match.groups()
    if not value:
        return field, "not empty" if operator == "!=" else "empty", None
    if operator == "=" and ".." in value:
        return field, "between", tuple(value.split("..", 1))
    if operator in ("=", "!=") and "," in value:
        return field, "in" if operator == "=" else "not in", [part.strip() for part in value.split(",")]
    return field, operator, value


def _meant(field: Any, value: Any) -> Filter | None:
    """Return the condition that a value of a mapping means."""
    if value is None:
        return _checked(field, "empty", None)
    if isinstance(value, tuple):
        return _span(field, value)
    return _checked(field, "in" if isinstance(value, (list, set, frozenset)) else "=", value)


def _span(field: Any, value: tuple[Any, ...]) -> Filter | None:
    if len(value) != 2:
        raise FilterError(f"The span of “{field}” needs two ends, from and to.")
    start, end = value
    if start is None and end is None:
        return None
    if start is not None and end is not None:
        return _checked(field, "between", value)
    return _checked(field, "<=", end) if start is None else _checked(field, ">=", start)


def _from_parts(part: Any) -> Filter:
    if isinstance(part, Filter):
        return _checked(part.field, part.operator, part.values if len(part.values) != 1 else part.values[0])
    if not isinstance(part, (tuple, list)) or len(part) != 3:
        raise FilterError("A condition consists of three parts: field, operator, value.")
    return _checked(*part)


def _checked(field: Any, operator: Any, value: Any) -> Filter:
    if not isinstance(field, str) or field not in FIELDS:
        raise FilterError(f"There is no field “{_short(field)}”. There are: {', '.join(sorted(FIELDS))}.")
    if not isinstance(operator, str) or operator not in OPERATORS:
        raise FilterError(f"There is no operator “{_short(operator)}”. There are: {', '.join(OPERATORS)}.")
    values = _values(field, operator, value)
    return Filter(field, operator, tuple(_typed(field, FIELDS[field], one) for one in values))  # type: ignore[arg-type]


def _values(field: str, operator: str, value: Any) -> tuple[Any, ...]:
    if operator in ("empty", "not empty"):
        return ()
    several = isinstance(value, Collection) and not isinstance(value, (str, bytes, Mapping))
    if operator in ("in", "not in", "between"):
        listed = tuple(value) if several else (value,)
        if operator == "between" and len(listed) != 2:
            raise FilterError(f"The span of “{field}” needs two ends, from and to.")
        if len(listed) > MOST_VALUES:
            raise FilterError(f"A condition takes at most {MOST_VALUES} values; “{field}” has {len(listed)}.")
        return listed
    if several:
        raise FilterError(f"“{operator}” compares “{field}” with one value, not with a list.")
    return (value,)


def _typed(field: str, kind: Kind, value: Any) -> Value:
    """Return the value as the kind of the field; raises `FilterError`."""
    try:
        fit: Value | None = _READ[kind](value)
    except (ValueError, TypeError, OverflowError):
        fit = None
    if fit is None:
        raise FilterError(f"“{field}” must be {_WANTED[kind]}, not “{_short(value)}”.")
    return fit


def _text(value: Any) -> str | None:
    fits = isinstance(value, str) and len(value) <= _LONGEST and "\0" not in value
    return value if fits and value.encode("utf-8") is not None else None


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and _WHOLE.match(value) and value.isascii():
        return int(value)
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18
    return value if fits else None


def _real(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _month(value: Any) -> str | None:
    return value if isinstance(value, str) and value.isascii() and _MONTH.match(value) else None


def _flag(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "yes": True, "false": False, "no": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


_READ: Mapping[Kind, Any] = {"text": _text, "whole": _whole, "real": _real, "day": _day, "month": _month, "flag": _flag}
_WANTED: Mapping[Kind, str] = {
    "text": f"a text of at most {_LONGEST} characters",
    "whole": "a whole number",
    "real": "a number",
    "day": "a day like 2026-03-31",
    "month": "a month like 2026-03",
    "flag": "true or false",
}
