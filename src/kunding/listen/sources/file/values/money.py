"""Amounts of money, German (1.234,50 €) and English ($1,234.50)."""

import polars as pl

_AMOUNT = r"^[^\d+-]*(?P<number>[+-]?\d[\d.,' ]*)[^\d]*$"


def read_money(cells: pl.Series) -> pl.Series:
    """Amounts as Float64, null where a cell holds none.

    The last mark is the decimal one, unless three digits follow it and the column never has two behind it.
    """
    digits = cells.str.extract(_AMOUNT, 1).str.replace_all(r"[' ]", "")
    comma_decimal = bool(digits.str.contains(r",\d{1,2}$|\.\d{3},").any())
    thousands, decimal = (".", ",") if comma_decimal else (",", ".")
    if not comma_decimal and not digits.str.contains(r"\.\d{1,2}$|\.\d{4,}$").any():
        # only groups of three: "1.234" is a thousand in German, and no decimals are in sight
        digits = digits.str.replace_all(r"\.(\d{3})\b", "${1}")
    plain = digits.str.replace_all(thousands, "", literal=True).str.replace(decimal, ".", literal=True)
    return plain.cast(pl.Float64, strict=False)
