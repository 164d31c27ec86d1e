"""Reads a column of dates as moments in UTC."""

import polars as pl

from kunding.listen.sources.file.dates.forms import take_apart
from kunding.listen.sources.file.dates.numbers import moments
from kunding.listen.sources.file.dates.order import PLACES, full_year, is_real_date, number_in
from kunding.listen.sources.file.shapes import DateOrder, DateReading

_Triple = tuple[pl.Expr, pl.Expr, pl.Expr]

_ZONES = {"z": 0, "utc": 0, "gmt": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120}


def read_dates(written: pl.Series, reading: DateReading, *, zone: str) -> pl.Series:
    """Datetimes in UTC (without zone), null where a value is blank or no date.

    A time without zone, and a date without time (its first moment), are in `zone`. A value that is no date
    in the column's order but is one in another is read in that other.
    """
    known = written.unique()
    if known.len() * 2 > written.len():
        return _read_distinct(written, reading, zone)
    table = pl.DataFrame({"it": known, "at": _read_distinct(known, reading, zone)})
    return written.to_frame("it").join(table, on="it", how="left", nulls_equal=True, maintain_order="left")["at"]


def _read_distinct(written: pl.Series, reading: DateReading, zone: str) -> pl.Series:
    fast = _read_iso(written, zone)
    missing = fast.is_null() & written.is_not_null()
    if not missing.any():
        return fast
    if missing.all():
        return _read_any(written, reading, zone)
    slow = _read_any(written.filter(missing), reading, zone)
    return fast.scatter(missing.arg_true(), slow)


def _read_iso(written: pl.Series, zone: str) -> pl.Series:
    """The form that programs write, by a quick way: a fraction of the cost of taking values apart."""
    zoned = written.str.to_datetime("%Y-%m-%dT%H:%M:%S%#z", time_unit="us", strict=False)
    if zoned.null_count() * 2 < written.len():
        return zoned.dt.replace_time_zone(None)
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        local = written.str.to_datetime(form, time_unit="us", strict=False)
        if local.null_count() * 2 < written.len():
            return _in_zone(local, zone)
    return zoned.dt.replace_time_zone(None)


def _read_any(written: pl.Series, reading: DateReading, zone: str) -> pl.Series:
    parts = take_apart(written)
    local = parts.with_columns(_date_columns(reading)).select(_moment().alias("at"), _offset().alias("offset"))
    utc = _to_utc(local["at"], local["offset"], zone)
    if not reading.numbers:
        return utc
    counted = moments(written, reading.numbers)
    if reading.numbers == "excel":
        counted = _in_zone(counted, zone)
    return utc.zip_with(parts["first"].is_not_null(), counted)


def _date_columns(reading: DateReading) -> list[pl.Expr]:
    """The columns day, month_number, year: for each row by the first order of its shape that gives a real date."""
    shape, named = pl.col("shape"), pl.col("month").is_not_null()
    choices: list[tuple[pl.Expr, _Triple]] = [
        (named, (number_in("first"), number_in("month"), full_year(number_in("third")))),
        (~named & (shape == ""), _placed("year first")),
    ]
    for written, order in reading.orders.items():
        other: DateOrder = "month first" if order == "day first" else "day first"
        choices += [((shape == written) & is_real_date(*_placed(it)), _placed(it)) for it in (order, other)]
    return [
        pl.coalesce(pl.when(fits).then(numbers[position]) for fits, numbers in choices).alias(name)
        for position, name in enumerate(("day", "month_number", "year"))
    ]


def _placed(order: DateOrder) -> _Triple:
    """Day, month and year where that order puts them."""
    day, month, year = (number_in(place) for place in PLACES[order])
    return day, month, full_year(year)


def _moment() -> pl.Expr:
    day, month, year = pl.col("day"), pl.col("month_number"), pl.col("year")
    hour, minute, second = (number_in(part).fill_null(0) for part in ("hour", "minute", "second"))
    half = pl.col("half").str.to_lowercase()
    hour = pl.when(half == "p").then(hour % 12 + 12).when(half == "a").then(hour % 12).otherwise(hour)
    micro = pl.col("fraction").str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int32).fill_null(0)
    real = is_real_date(day, month, year) & (hour <= 23) & (minute <= 59) & (second <= 60)
    safe = [pl.when(real).then(value).otherwise(1) for value in (year, month, day)]
    clock = [pl.when(real).then(value).otherwise(0) for value in (hour, minute, second.clip(0, 59), micro)]
    return pl.when(real).then(pl.datetime(*safe, *clock, time_unit="us"))


def _offset() -> pl.Expr:
    """Minutes ahead of UTC, null where the value names no zone."""
    zone = pl.col("zone").str.to_lowercase()
    signed = zone.str.extract_groups(r"(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?$")
    minutes = signed.struct["hours"].cast(pl.Int32) * 60 + signed.struct["minutes"].cast(pl.Int32).fill_null(0)
    numeric = pl.when(signed.struct["sign"] == "-").then(-minutes).otherwise(minutes)
    return pl.coalesce(zone.replace_strict(_ZONES, default=None, return_dtype=pl.Int32), numeric)


def _to_utc(at: pl.Series, offset: pl.Series, zone: str) -> pl.Series:
    named = at - (offset.fill_null(0).cast(pl.Int64) * 60_000_000).cast(pl.Duration("us"))
    return named if offset.is_not_null().all() else named.zip_with(offset.is_not_null(), _in_zone(at, zone))


def _in_zone(at: pl.Series, zone: str) -> pl.Series:
    """Local times as UTC; the hour that summer time skips is read an hour later, the repeated one as its first."""
    local = at.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    skipped = at.is_not_null() & local.is_null()
    if skipped.any():
        later = at.dt.offset_by("1h").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        local = local.zip_with(~skipped, later)
    return local.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
