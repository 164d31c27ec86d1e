"""What the cells of a column look like."""

from dataclasses import dataclass

import polars as pl

from kunding.listen.sources.file.dates.forms import take_apart
from kunding.listen.sources.file.dates.numbers import as_numbers, number_clock
from kunding.listen.sources.file.shapes import Scale
from kunding.listen.sources.file.values.blank import filled
from kunding.listen.sources.file.values.channels import read_channels
from kunding.listen.sources.file.values.money import read_money
from kunding.listen.sources.file.values.scales import count_marks, find_scale
from kunding.listen.sources.file.values.states import is_answered
from kunding.listen.sources.file.values.truth import read_truth

_LOOKED_AT = 1000
_EMAIL = r"^[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}$"


@dataclass(frozen=True)
class Profile:
    """Shares (0 … 1) are of the filled cells; `to_ten` and `to_seven` are whole numbers from 0 and from 1 on."""

    name: str
    position: int
    filled: float
    distinct: float
    values: int
    words: float
    length: float
    numbers: float
    to_ten: float
    to_seven: float
    dates: float
    clocks: bool
    emails: float
    channels: float
    states: float
    truths: float
    money: float
    scale: Scale | None


def profile(cells: pl.Series, *, position: int) -> Profile:
    """Look at the first cells of a column."""
    head = filled(cells.head(_LOOKED_AT))
    said = head.drop_nulls()
    numbers = as_numbers(said)
    whole = numbers == numbers.round()
    return Profile(
        name=cells.name,
        position=position,
        filled=said.len() / max(head.len(), 1),
        distinct=said.n_unique() / max(said.len(), 1),
        values=said.n_unique(),
        words=_mean(said.str.count_matches(r"\S+")),
        length=_mean(said.str.len_chars()),
        numbers=_share(numbers.is_not_null()),
        to_ten=_share(whole & numbers.is_between(0, 10)),
        to_seven=_share(whole & numbers.is_between(1, 7)),
        dates=_share(take_apart(said)["first"].is_not_null()),
        clocks=bool(number_clock(said)),
        emails=_share(said.str.contains(_EMAIL)),
        channels=_share(read_channels(said).is_not_null()),
        states=_share(is_answered(said).is_not_null()),
        truths=_share(read_truth(said).is_not_null()),
        money=_share(read_money(said).is_not_null()),
        scale=find_scale(count_marks(said), name=cells.name),
    )


def _share(which: pl.Series) -> float:
    return _mean(which.fill_null(False).cast(pl.Float64))


def _mean(values: pl.Series) -> float:
    return _number(values.mean())


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
