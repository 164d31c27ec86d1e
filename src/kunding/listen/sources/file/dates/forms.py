"""Takes dates and times of many written forms apart into numbers, without yet deciding their order."""

import polars as pl

_TIME = (
    r"(?:(?:[T,]|\s)+(?:um\s+|at\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?(?:\s*Uhr)?"
    r"(?:\s*(?P<half>[aApP])\.?[mM]\.?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|CEST|CET|MESZ|MEZ|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?"
    r"(?:\s*(?:\[[\w/+-]+\]|\([\w\s]+\)))?)?\s*$"
)
_WEEKDAY = r"^\s*(?:\p{L}{2,10}\.?,?\s+)?"
_NUMBERS = r"(?P<first>\d{1,4})(?P<mark>[./-])(?P<second_part>\d{1,2})[./-](?P<third>\d{4}|\d{1,2})"
NUMERIC = _WEEKDAY + _NUMBERS + _TIME
DAY_MONTH = (
    _WEEKDAY
    + r"(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?[\s.-]*(?P<month>\p{L}{3,9})\.?[\s,.-]*(?P<third>\d{4}|\d{2})"
    + _TIME
)
MONTH_DAY = (
    _WEEKDAY + r"(?P<month>\p{L}{3,9})\.?\s+(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<third>\d{4})" + _TIME
)
COMPACT = (
    r"^\s*(?P<first>(?:19|20)\d{2})(?P<second_part>0[1-9]|1[0-2])(?P<third>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z)?)?\s*$"
)
_MONTHS = {
    **dict.fromkeys(("jan", "jän"), 1), "feb": 2, **dict.fromkeys(("mar", "mär", "mae", "mrz"), 3), "apr": 4,
    **dict.fromkeys(("may", "mai"), 5), "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    **dict.fromkeys(("oct", "okt"), 10), "nov": 11, **dict.fromkeys(("dec", "dez"), 12),
}  # fmt: skip
_PARTS = ("first", "mark", "second_part", "third", "month", "hour", "minute", "second", "fraction", "half", "zone")


def take_apart(written: pl.Series) -> pl.DataFrame:
    """Columns first, mark, second_part, third, month, hour … zone as text, and `shape` such as "99/99/99".

    A value of no known form is null in all of them. Month names (German, English) are told in `month`.
    """
    whole = _matched(written, NUMERIC)
    for form in (COMPACT, DAY_MONTH, MONTH_DAY):
        missing = written.is_not_null() & whole["first"].is_null()
        if not missing.any():
            break
        rest = _matched(written.filter(missing), form)
        whole = _filled(whole, missing, rest)
    return whole.with_columns(_shape())


def _matched(written: pl.Series, form: str) -> pl.DataFrame:
    groups = written.to_frame("it").select(pl.col("it").str.extract_groups(form)).unnest("it")
    absent = [pl.lit(None, pl.String).alias(part) for part in _PARTS if part not in groups.columns]
    groups = groups.with_columns(absent).select(_PARTS)
    start = pl.col("month").str.to_lowercase().str.slice(0, 3)
    month = start.replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    known = month.is_not_null() | pl.col("month").is_null()
    return groups.with_columns(
        month.cast(pl.String).alias("month"), pl.when(known).then(pl.col("first")).alias("first")
    )


def _filled(whole: pl.DataFrame, missing: pl.Series, rest: pl.DataFrame) -> pl.DataFrame:
    """`whole` with the rows that were missing taken from `rest`."""
    row = missing.cum_sum().cast(pl.Int64) - 1
    spread = rest[row.clip(0).to_list()] if rest.height else whole
    return pl.DataFrame([spread[part].zip_with(missing, whole[part]) for part in _PARTS])


def _shape() -> pl.Expr:
    """The written form where the order of day, month and year is open; "" where it is plain."""
    first, third = pl.col("first").str.len_chars(), pl.col("third").str.len_chars()
    mark = pl.col("mark").fill_null("")
    opened = (first <= 2) & pl.col("month").is_null() & (mark != "")
    year = pl.when(third == 4).then(pl.lit("9999")).otherwise(pl.lit("99"))
    shape = pl.concat_str(pl.lit("99"), mark, pl.lit("99"), mark, year)
    return pl.when(pl.col("first").is_null()).then(None).when(opened).then(shape).otherwise(pl.lit("")).alias("shape")
