"""How well the content of a column fits a field: 0 (cannot be) … 1 (looks exactly so)."""

from collections.abc import Callable

from kunding.listen.sources.file.columns.profile import Profile
from kunding.listen.sources.file.shapes import Kind

Evidence = Callable[[Profile], float]


def fits(kind: Kind, field: str, column: Profile) -> float:
    """The content's vote; an empty column says little, so its name decides."""
    if not column.values:
        return 0.3
    return _TESTS.get((kind, field), _TESTS_OF_ALL.get(field, _anything))(column)


def _anything(_: Profile) -> float:
    return 0.5


def _is_reference(column: Profile) -> float:
    if column.length > 64 or column.words > 2.5 or column.emails > 0.5:
        return 0.0
    return 1.0 if column.distinct > 0.97 and column.filled > 0.9 else 0.3 if column.distinct > 0.5 else 0.0


def _is_date(column: Profile) -> float:
    if column.clocks and column.numbers > 0.5:
        return 0.6
    # a column named “Datum” stays one where many of its dates are broken: those rows must be told of
    return column.dates if column.dates >= 0.6 else 0.3 if column.dates >= 0.2 else 0.0


def _is_text(column: Profile) -> float:
    if column.numbers > 0.5 or column.dates > 0.5 or column.emails > 0.5:
        return 0.0
    return min(1.0, column.words / 8) * (1.0 if column.distinct > 0.2 or column.values > 50 else 0.3)


def _is_subject(column: Profile) -> float:
    if column.numbers > 0.5 or column.dates > 0.5 or column.length > 160:
        return 0.0
    return 0.9 if column.words >= 1.5 else 0.5


def _is_rating(column: Profile) -> float:
    return 1.0 if column.scale and column.values <= 101 else 0.0


def _is_recommend(column: Profile) -> float:
    return column.to_ten if column.to_ten > 0.8 else 0.0


def _is_effort(column: Profile) -> float:
    return column.to_seven if column.to_seven > 0.8 else 0.0


def _is_channel(column: Profile) -> float:
    return column.channels if column.channels >= 0.5 and column.words < 4 else 0.0


def _is_state(column: Profile) -> float:
    return column.states if column.states >= 0.6 else 0.0


def _is_author(column: Profile) -> float:
    if column.dates > 0.5 or column.words > 3 or column.length > 120:
        return 0.0
    return 1.0 if column.emails > 0.5 else 0.7


def _is_email(column: Profile) -> float:
    return column.emails if column.emails >= 0.5 else 0.0


def _is_short(column: Profile) -> float:
    return 0.7 if column.words <= 8 and column.dates < 0.5 and column.emails < 0.5 else 0.0


def _is_money(column: Profile) -> float:
    return column.money if column.money >= 0.6 and column.dates < 0.5 else 0.0


def _is_left(column: Profile) -> float:
    return column.truths if column.truths >= 0.8 else 0.0


def _is_name(column: Profile) -> float:
    return 0.8 if column.numbers < 0.2 and column.emails < 0.2 and column.words <= 8 else 0.0


def _is_segment(column: Profile) -> float:
    return 0.8 if column.values <= 60 and column.words <= 6 and column.dates < 0.5 else 0.0


_TESTS_OF_ALL: dict[str, Evidence] = {
    "reference": _is_reference, "said_at": _is_date, "answered_at": _is_date, "text": _is_text,
    "subject": _is_subject, "rating": _is_rating, "recommend": _is_recommend, "effort": _is_effort,
    "channel": _is_channel, "author": _is_author, "touchpoint": _is_short, "status": _is_state,
    "email": _is_email, "name": _is_name, "first_name": _is_name, "last_name": _is_name, "segment": _is_segment,
    "value_per_year": _is_money, "value_per_month": _is_money, "joined_on": _is_date, "left_on": _is_date,
    "left": _is_left, "unit": _is_short, "step": _is_short, "journey": _is_short, "language": _is_short,
}  # fmt: skip
_TESTS: dict[tuple[Kind, str], Evidence] = {
    ("journeys", "channel"): _is_short,
    ("people", "role"): _is_short,
}
