"""Customers: number, how to reach them, what they are worth, whether they left."""

from datetime import UTC, datetime

import polars as pl

from kunding.listen.sources.file.canonical.draft import Draft
from kunding.listen.sources.file.canonical.extra import extra_json
from kunding.listen.sources.file.canonical.names import full_names
from kunding.listen.sources.file.values.money import read_money
from kunding.listen.sources.file.values.truth import read_truth

_MONTHS = 12
_FAR = datetime(2200, 1, 1, tzinfo=UTC)
_MOST = 10**12
_LONGEST = {"reference": 200, "name": 200, "email": 254, "phone": 60, "language": 5, "segment": 60}


def customer_rows(draft: Draft, *, at: datetime) -> pl.DataFrame:
    """Columns reference, name, email, phone, language, segment, value_per_year (€), joined_on, left (yes, no,
    null), left_on, extra (JSON text). The e-mail stands in for a missing customer number.
    """
    email = draft.filled("email").str.to_lowercase()
    reference = draft.filled("reference")
    yearly = draft.values("value_per_year", read_money, "This is not an amount of money.")
    monthly = draft.values("value_per_month", read_money, "This is not an amount of money.")
    left_on = _days(draft, "left_on", _FAR)
    rows = pl.DataFrame(
        {
            "reference": reference.zip_with(reference.is_not_null(), email),
            "name": full_names(draft),
            "email": email.fill_null(""),
            "phone": draft.filled("phone").fill_null(""),
            "language": draft.filled("language").fill_null("").str.to_lowercase().str.slice(0, 2),
            "segment": draft.filled("segment").fill_null(""),
            "value_per_year": yearly.zip_with(yearly.is_not_null(), (monthly * _MONTHS).round(2)),
            "joined_on": _days(draft, "joined_on", at),
            "left": read_truth(draft.filled("left")),
            "left_on": left_on,
        }
    )
    draft.reject(rows["reference"].is_null(), "reference", "This row has no customer number and no e-mail.")
    draft.reject(rows["value_per_year"].abs() >= _MOST, "value_per_year", "This amount is too large.")
    for field, longest in _LONGEST.items():
        draft.reject(rows[field].str.len_chars() > longest, field, f"This is longer than {longest} characters.")
    gone = (rows["left_on"] <= at.date()).fill_null(False)
    rows = rows.with_columns(
        rows["left"].zip_with(~gone, pl.Series([True]).new_from_index(0, rows.height)).alias("left"),
        extra_json(draft.raw.table, without=set(draft.recognition.mapping.values())).alias("extra"),
    )
    return rows.filter(draft.good)


def _days(draft: Draft, field: str, latest: datetime) -> pl.Series:
    """Days in the company's zone, as they were written."""
    at = draft.dates(field, latest=latest)
    return at.dt.replace_time_zone("UTC").dt.convert_time_zone(draft.recognition.zone).dt.date()
