"""Pure decisions about customers: what makes an identity, and what a new export changes."""

import re
from dataclasses import dataclass

import polars as pl

# What a batch of customers holds, as an export gives it; a null or "" never wipes out what is known.
COLUMNS: dict[str, pl.DataType] = {
    "reference": pl.String(),
    "name": pl.String(),
    "email": pl.String(),
    "phone": pl.String(),
    "language": pl.String(),
    "segment": pl.String(),
    "value_per_year": pl.Float64(),  # €
    "joined_on": pl.Date(),
    "left": pl.Boolean(),
    "left_on": pl.Date(),
    "extra": pl.String(),  # a JSON object as text
}
IDENTITY_KINDS = ("email", "phone", "handle", "contract")  # the ways in which a customer writes to us
_WORDS = ("name", "email", "phone", "language", "segment", "extra")
_NOT_IN_PHONE = re.compile(r"[^\d+]")


@dataclass(frozen=True)
class Changes:
    """What a batch of customers means for the table: rows to add, rows to rewrite, and how many say nothing new."""

    new: pl.DataFrame
    changed: pl.DataFrame
    same: int


def identity_value(kind: str, value: str) -> str:
    """An identity in the form in which it is compared: lower case, no spaces; phones as digits.

    >>> identity_value("email", " Ada@Example.org"), identity_value("phone", "0341 / 12-34")
    ('ada@example.org', '03411234')
    """
    plain = "".join(value.split()).lower()
    return _NOT_IN_PHONE.sub("", plain) if kind == "phone" else plain


def compare(known: pl.DataFrame, arriving: pl.DataFrame) -> Changes:
    """Which of the arriving customers are new, which change what is known; both in COLUMNS.

    Of several rows with one reference the last counts, the others say nothing new.
    """
    last = completed(arriving).unique("reference", keep="last", maintain_order=True)
    again = arriving.height - last.height
    new = last.join(known, on="reference", how="anti", maintain_order="left")
    pairs = last.join(known, on="reference", how="inner", suffix="_known", maintain_order="left")
    merged = pairs.with_columns(_merged(name) for name in COLUMNS if name != "reference").with_columns(_left_on())
    is_changed = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_known")) for name in COLUMNS if name != "reference"
    )
    changed = merged.filter(is_changed).select(list(COLUMNS))
    return Changes(_settled(new), changed, again + pairs.height - changed.height)


def completed(batch: pl.DataFrame) -> pl.DataFrame:
    """The batch with all columns of COLUMNS in their types."""
    return batch.select(
        (pl.col(name) if name in batch.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in COLUMNS.items()
    )


def _merged(name: str) -> pl.Expr:
    """What arrives where it says something, else what is known."""
    blank = {"extra": "{}"}.get(name, "")
    arrives = pl.when(pl.col(name) != blank).then(pl.col(name)) if name in _WORDS else pl.col(name)
    return pl.coalesce(arrives, pl.col(f"{name}_known")).alias(name)


def _left_on() -> pl.Expr:
    """Whoever is back has no day of leaving."""
    return pl.when(pl.col("left")).then(pl.col("left_on")).alias("left_on")


def _settled(new: pl.DataFrame) -> pl.DataFrame:
    blanks = [pl.col(name).fill_null("{}" if name == "extra" else "") for name in _WORDS]
    return new.with_columns(*blanks, pl.col("left").fill_null(False)).with_columns(_left_on())
