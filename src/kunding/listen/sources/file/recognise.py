"""Recognises a file: its layout, its kind, its columns, its dates and its scales, before any row is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kunding.listen.sources.file.canonical import canonical_batch
from kunding.listen.sources.file.columns import match_columns
from kunding.listen.sources.file.columns.names import joined
from kunding.listen.sources.file.columns.profile import Profile, profile
from kunding.listen.sources.file.columns.vocabulary import KNOWN_NAMES
from kunding.listen.sources.file.formulas import REJECT_COLUMNS
from kunding.listen.sources.file.kinds import lacking, recognise_kind
from kunding.listen.sources.file.layout import recognise_layout
from kunding.listen.sources.file.overrides import apply_overrides
from kunding.listen.sources.file.reading import raw_batches
from kunding.listen.sources.file.refusal import FileRefused
from kunding.listen.sources.file.shapes import Kind, Layout, RawBatch, Recognition
from kunding.listen.sources.file.survey import Survey, survey
from kunding.listen.sources.file.warnings import warnings_about

SAMPLE_ROWS = 10_000
PREVIEW_ROWS = 5
# In wider files, only columns whose names are known are looked at; the others are kept as they are.
PROFILED_COLUMNS = 100


@dataclass(frozen=True)
class Wishes:
    """What the person who imports says beyond the file itself."""

    kind: Kind | None = None
    overrides: Mapping[str, str] | None = None
    dayfirst: bool | None = None
    scale: str = ""


def recognise(path: Path, *, zone: str, at: datetime, wishes: Wishes | None = None) -> Recognition:
    """What a file holds and how it will be read.

    `zone` is the company's time zone, `at` is now, with its zone. Raises FileRefused with one sentence.
    """
    wishes = wishes or Wishes()
    layout = recognise_layout(path)
    sample, whole = _sample(path, layout)
    profiles = _profiles(sample, layout)
    kind = wishes.kind or recognise_kind(profiles, header=layout.header, name=path.name)
    matched = {match.field: match for match in match_columns(kind, profiles, header=layout.header)}
    mapping, reasons = apply_overrides(
        kind, {field: match.column for field, match in matched.items()},
        {field: match.reason for field, match in matched.items()}, wishes.overrides or {}, layout.columns,
    )  # fmt: skip
    if missing := lacking(kind, frozenset(mapping)):
        raise FileRefused(_lacking_sentence(path, kind, missing, layout))
    found = survey(
        path, layout, mapping, sample, whole=whole, today=at.date(), dayfirst=wishes.dayfirst, scale=wishes.scale
    )
    size = path.stat().st_size
    recognition = Recognition(layout, kind, mapping, reasons, found.dates, found.scales, zone, size=size)
    return _with_preview(recognition, sample, found, at)


def _sample(path: Path, layout: Layout) -> tuple[RawBatch, bool]:
    """The first rows, and whether they are all."""
    batches = raw_batches(path, layout, batch_rows=SAMPLE_ROWS)
    first = next(batches, None)
    if first is None or not (first.table.height or first.rejects):
        raise FileRefused(f"“{path.name}” has a header but no rows below it.")
    return first, next(batches, None) is None


def _profiles(sample: RawBatch, layout: Layout) -> list[Profile]:
    names = layout.columns
    if names[:4] == REJECT_COLUMNS and len(names) > 4:
        names = names[4:]
    return [
        profile(sample.table[name], position=position)
        for position, name in enumerate(names)
        if position < PROFILED_COLUMNS or joined(name) in KNOWN_NAMES
    ]


def _lacking_sentence(path: Path, kind: Kind, missing: frozenset[str], layout: Layout) -> str:
    wanted = " or ".join(sorted(missing))
    columns = ", ".join(f"“{name}”" for name in layout.columns[:30])
    return (
        f"“{path.name}” has no column for {wanted}, which {kind} need. Its columns are {columns}; "
        f"name one with --map {sorted(missing)[0]}=COLUMN."
    )


def _with_preview(recognition: Recognition, sample: RawBatch, found: Survey, at: datetime) -> Recognition:
    head = replace(sample, table=sample.table.head(PREVIEW_ROWS), lines=sample.lines.head(PREVIEW_ROWS), rejects=())
    preview = canonical_batch(head, recognition, at=at).rows
    tried = canonical_batch(sample, recognition, at=at)
    return replace(
        recognition,
        preview=preview,
        warnings=warnings_about(recognition, sample, found.unread),
        tried=tried.received,
        refused=tuple(sorted(tried.rejects, key=lambda reject: reject.line)),
    )
