"""Which records may be one person: pairs with what is alike, and how sure that makes us. Nothing is merged here.

Only records that share something rare are compared (a number, an address, a birthday with the initials), so a million
customers cost a few million comparisons and not half a billion billion. A name alone is never enough.
"""

from collections.abc import Iterator
from enum import StrEnum

import polars as pl
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

# What `pairs` takes: one row per record; "" where nothing is known.
COLUMNS: dict[str, pl.DataType] = {
    "key": pl.Int64(),
    "name": pl.String(),  # rules.contact.plain_name
    "email": pl.String(),  # rules.contact.plain_email
    "phone": pl.String(),  # rules.contact.phone_number
    "born": pl.String(),
    "place": pl.String(),  # postcode and street
}


class Hint(StrEnum):
    """What is alike in two records."""

    CONTRACT = "contract"
    EMAIL = "email"
    PHONE = "phone"
    BORN = "born"
    NAME = "name"
    PLACE = "place"
    EMAIL_NEARLY = "email_nearly"
    PHONE_NEARLY = "phone_nearly"
    NAME_NEARLY = "name_nearly"


# How sure one hint alone makes us that two records are one person. Judged, not learned; several are combined as
# independent: what is left of the doubt is multiplied.
WEIGHTS = {
    Hint.CONTRACT: 0.8,
    Hint.EMAIL: 0.75,
    Hint.PHONE: 0.6,
    Hint.BORN: 0.5,
    Hint.NAME: 0.45,
    Hint.PLACE: 0.4,
    Hint.EMAIL_NEARLY: 0.4,
    Hint.PHONE_NEARLY: 0.35,
    Hint.NAME_NEARLY: 0.35,
}
FOUND_BY_ALL = {Hint.NAME, Hint.NAME_NEARLY}  # these need a second one
OTHER_NAMES = 0.55  # couples and families share addresses and numbers
OTHER_BIRTHDAYS = 0.2  # father and son share a name
LIKELY = 0.5  # what is less sure is not suggested
NEARLY = 80  # percent of two names' letters
TYPOS = 2
MOST_SHARING = 8  # an office's number says nothing about a person


def pairs(records: pl.DataFrame, contracts: pl.DataFrame) -> pl.DataFrame:
    """Return pairs that may be one person: `one` < `other`, `confidence`, `hints` (the weightiest first).

    `records` in COLUMNS, `contracts` with `key` and `value`.
    """
    blocked = _blocked(records)
    found = pl.concat([_within(blocked, block) for block in _blocks()] + [_within(contracts, pl.col("value"))])
    compared = _compared(found.unique(), blocked, contracts)
    likely = compared.with_columns(_confidence()).filter(pl.col("confidence") >= LIKELY)
    return likely.select("one", "other", "confidence", _hints()).sort(
        "confidence", "one", "other", descending=[True, False, False]
    )


def _blocked(records: pl.DataFrame) -> pl.DataFrame:
    initials = pl.col("name").str.split(" ").list.eval(pl.element().str.slice(0, 1)).list.join("")
    blank_is_null = [pl.col(name).replace("", None) for name in COLUMNS if name != "key"]
    return records.with_columns(blank_is_null).with_columns(initials=initials)


def _blocks() -> Iterator[pl.Expr]:
    yield pl.col("email")
    yield pl.col("phone")
    for rare in (
        pl.col("email").str.split("@").list.first().str.slice(0, 5),
        pl.col("email").str.split("@").list.first().str.slice(-5),
        pl.col("phone").str.slice(-5),
        pl.col("phone").str.slice(0, 9),
        pl.col("born"),
        pl.col("place"),
    ):
        yield pl.col("initials") + " " + rare


def _within(rows: pl.DataFrame, block: pl.Expr) -> pl.DataFrame:
    """Return all pairs of keys that share a block, where few do."""
    named = rows.select("key", block=block).drop_nulls().unique()
    shared = named.filter(pl.len().over("block").is_between(2, MOST_SHARING))
    both = shared.join(shared, on="block", suffix="_other").filter(pl.col("key") < pl.col("key_other"))
    return both.select(one="key", other="key_other")


def _compared(found: pl.DataFrame, records: pl.DataFrame, contracts: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with one column per hint, true where it holds."""
    both = found.join(records, left_on="one", right_on="key").join(
        records, left_on="other", right_on="key", suffix="_other"
    )
    alike = _alike(both["name"], both["name_other"])
    same = {
        name: (pl.col(name) == pl.col(f"{name}_other")).fill_null(False) for name in ("born", "place", "email", "phone")
    }
    known = pl.col("name").is_not_null() & pl.col("name_other").is_not_null()
    with_contract = _within(contracts, pl.col("value")).with_columns(contract=pl.lit(True))
    return (
        both.with_columns(alike=alike, typos_email=_typos(both, "email"), typos_phone=_typos(both, "phone"))
        .join(with_contract, on=["one", "other"], how="left")
        .with_columns(
            pl.col("contract").fill_null(False),
            **same,
            name=known & (pl.col("alike") == 100),
            name_nearly=known & pl.col("alike").is_between(NEARLY, 99.99),
            email_nearly=pl.col("typos_email").is_between(1, TYPOS),
            phone_nearly=pl.col("typos_phone") == 1,
            other_names=known & (pl.col("alike") < NEARLY),
            other_birthdays=(pl.col("born") != pl.col("born_other")).fill_null(False),
        )
    )


def _alike(left: pl.Series, right: pl.Series) -> pl.Series:
    alike = cpdist(left.fill_null("").to_list(), right.fill_null("").to_list(), scorer=ratio)
    return pl.Series(values=alike, dtype=pl.Float64)


def _typos(both: pl.DataFrame, name: str) -> pl.Series:
    """Return how many letters differ; far more than a typo where one is unknown."""
    known = both.select((pl.col(name).is_not_null() & pl.col(f"{name}_other").is_not_null()).alias("known"))["known"]
    left, right = both[name].fill_null("").to_list(), both[f"{name}_other"].fill_null("").to_list()
    counted = pl.Series(values=cpdist(left, right, scorer=Levenshtein.distance, score_cutoff=TYPOS), dtype=pl.Int64)
    return pl.select(pl.when(known).then(counted).otherwise(TYPOS + 1)).to_series()


def _confidence() -> pl.Expr:
    doubt = pl.lit(1.0)
    for hint, weight in WEIGHTS.items():
        doubt = doubt * pl.when(pl.col(hint)).then(1 - weight).otherwise(1.0)
    second = pl.any_horizontal(hint for hint in WEIGHTS if hint not in FOUND_BY_ALL)
    names = pl.when(pl.col("other_names")).then(OTHER_NAMES).otherwise(1.0)
    birthdays = pl.when(pl.col("other_birthdays")).then(OTHER_BIRTHDAYS).otherwise(1.0)
    return (pl.when(second).then(1 - doubt).otherwise(0.0) * names * birthdays).alias("confidence")


def _hints() -> pl.Expr:
    named = [pl.when(pl.col(hint)).then(pl.lit(hint.value)) for hint in WEIGHTS]
    return pl.concat_list(named).list.drop_nulls().alias("hints")
