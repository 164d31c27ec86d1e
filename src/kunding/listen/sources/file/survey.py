"""Looks at whole columns where the first rows do not tell how dates and marks are meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from kunding.listen.sources.file.dates import recognise_dates
from kunding.listen.sources.file.dates.merging import merged
from kunding.listen.sources.file.reading import raw_batches
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import DateReading, Layout, RawBatch, Scale
from kunding.listen.sources.file.values.blank import filled
from kunding.listen.sources.file.values.scales import count_marks, find_scale, named_scale

DATE_FIELDS = ("said_at", "answered_at", "joined_on", "left_on")
_BATCH_ROWS = 50_000
_MOST_VALUES = 1_000


@dataclass(frozen=True)
class Survey:
    """How the columns of dates and of marks are read, by column; `unread` marks could not be understood."""

    dates: Mapping[str, DateReading]
    scales: Mapping[str, Scale]
    unread: tuple[str, ...] = ()


@dataclass
class _Evidence:
    """What has been gathered so far from the columns that need a closer look."""

    today: date
    dayfirst: bool | None
    german: bool
    dates: dict[str, DateReading] = field(default_factory=dict)
    marks: dict[str, pl.DataFrame] = field(default_factory=dict)

    def take(self, table: pl.DataFrame, date_columns: Iterable[str], mark_columns: Iterable[str]) -> None:
        for name in date_columns:
            seen = recognise_dates(filled(table[name]), today=self.today, dayfirst=self.dayfirst, german=self.german)
            self.dates[name] = merged(self.dates[name], seen) if name in self.dates else seen
        for name in mark_columns:
            counted = count_marks(filled(table[name])).head(_MOST_VALUES)
            before = [self.marks[name]] if name in self.marks else []
            both = pl.concat([*before, counted]).group_by("mark").agg(pl.col("count").sum())
            self.marks[name] = both.sort("count", descending=True).head(_MOST_VALUES)


def survey(
    path: Path, layout: Layout, mapping: Mapping[str, str], sample: RawBatch, *, whole: bool, today: date,
    dayfirst: bool | None, scale: str,
) -> Survey:  # fmt: skip
    """Dates and scales from the first rows, and from the whole file where those leave a question open."""
    date_columns = [mapping[name] for name in DATE_FIELDS if name in mapping]
    mark_columns = [mapping["rating"]] if "rating" in mapping and not scale else []
    evidence = _Evidence(today, dayfirst, german=_is_german(layout, sample))
    evidence.take(sample.table, date_columns, mark_columns)
    unsure = [name for name in date_columns if evidence.dates[name].ambiguous]
    if not whole and (unsure or mark_columns):
        for number, raw in enumerate(raw_batches(path, layout, batch_rows=_BATCH_ROWS)):
            if number == 0:
                evidence.marks.clear()  # the sample is counted again with its batch
            present = set(raw.table.columns)
            evidence.take(raw.table, present.intersection(unsure), present.intersection(mark_columns))
            unsure = [name for name in unsure if evidence.dates[name].ambiguous]
            if not (unsure or mark_columns):
                break
    scales = {name: find_scale(evidence.marks[name], name=name) for name in mark_columns}
    if scale and "rating" in mapping:
        scales = {mapping["rating"]: _wished(scale)}
    known = {name: it for name, it in scales.items() if it is not None}
    return Survey(evidence.dates, known, tuple(scales.keys() - known.keys()))


def _wished(scale: str) -> Scale:
    wished = named_scale(scale)
    if wished is None:
        raise FileRefused(f"“{scale}” is no scale; write it from worst to best, such as 1-5, 0-10, 0-100 or 6-1.")
    return wished


def _is_german(layout: Layout, sample: RawBatch) -> bool:
    """Whether habit says day first: a semicolon, umlauts, or common German words in names and first rows."""
    words = " ".join(layout.columns).lower() + " "
    for column in sample.table.columns:
        words += " ".join(sample.table[column].head(50).drop_nulls().str.slice(0, 300).to_list()).lower() + " "
    german = sum(words.count(f" {word} ") for word in ("der", "die", "und", "nicht", "ist", "ich", "das", "datum"))
    english = sum(words.count(f" {word} ") for word in ("the", "and", "is", "not", "i", "to", "date", "of"))
    return layout.separator == ";" or german >= english
