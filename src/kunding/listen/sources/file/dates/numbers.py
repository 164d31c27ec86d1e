"""Dates that are written as one number: Unix time, and the serial days of Excel."""

import polars as pl

from kunding.listen.sources.file.shapes import NumberClock

# What one number counts: its plausible range (1990 to 2100) and microseconds per unit.
_CLOCKS: tuple[tuple[NumberClock, float, float], ...] = (
    ("excel", 32_874, 73_051),
    ("seconds", 631e6, 4_102e6),
    ("milliseconds", 631e9, 4_102e9),
    ("microseconds", 631e12, 4_102e12),
)
_MICROSECONDS: dict[NumberClock, float] = {
    "excel": 86_400e6, "seconds": 1e6, "milliseconds": 1e3, "microseconds": 1.0
}  # fmt: skip
_EXCEL_EPOCH_DAYS = 25_569  # from 1899-12-30 to 1970-01-01


def number_clock(written: pl.Series) -> NumberClock:
    """What the numbers of a column count, "" where most of them are no dates."""
    numbers = as_numbers(written.drop_nulls()).drop_nulls()
    for clock, low, high in _CLOCKS:
        if numbers.is_between(low, high).sum() * 2 > numbers.len():
            return clock
    return ""


def as_numbers(written: pl.Series) -> pl.Series:
    """Numbers, with point or comma; null where a value is something else."""
    return written.str.strip_chars().str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def moments(written: pl.Series, clock: NumberClock) -> pl.Series:
    """Datetimes without zone; Excel counts local days, the others count from 1970 in UTC."""
    numbers = as_numbers(written)
    low, high = next((low, high) for name, low, high in _CLOCKS if name == clock)
    shifted = numbers - _EXCEL_EPOCH_DAYS if clock == "excel" else numbers
    inside = pl.select(pl.when(numbers.is_between(low, high)).then(shifted)).to_series()
    micro = (inside * _MICROSECONDS[clock]).round()
    if clock == "excel":  # a double holds a serial day to about a microsecond; nobody writes finer than seconds
        micro = (micro / 1e6).round() * 1e6
    return micro.cast(pl.Int64).cast(pl.Datetime("us"))
