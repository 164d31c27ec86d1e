"""What `kunding import` says: about what it recognised, and about what became of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kunding.cli.importing.summary import Summary
from kunding.listen.sources.file import Recognition

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LONGEST = 100
_REJECTS_SHOWN = 5
_REJECTS_TOLD = 100  # to programs; an import writes all of them to a file


def about_recognition(file: Path, recognition: Recognition) -> str:
    """The preview for people."""
    return "\n".join(_preview(file, recognition))


def recognition_as_json(file: Path, recognition: Recognition) -> dict[str, object]:
    """The preview for programs."""
    layout = recognition.layout
    return {
        "dry_run": True,
        "file": str(file),
        "kind": recognition.kind,
        "format": layout.format,
        "encoding": layout.encoding,
        "separator": layout.separator,
        "header": layout.header,
        "columns": list(layout.columns),
        **_what_was_understood(recognition),
        "tried": recognition.tried,
        "rejected": len(recognition.refused),
        "rejects": [asdict(reject) for reject in recognition.refused[:_REJECTS_TOLD]],
        "rows": [_readable(row) for row in recognition.preview.iter_rows(named=True)],
    }


def about_summary(summary: Summary, recognition: Recognition) -> str:
    """The summary for people."""
    lines = [
        f"{summary.received:,} rows received = {summary.stored:,} stored + {summary.duplicate:,} already there "
        f"+ {summary.rejected:,} rejected ({summary.rows_per_second:,.0f} rows/s)."
    ]
    lines += [f"! {warning}" for warning in recognition.warnings]
    if summary.rejects_file:
        lines.append(f"Rejected rows with their reasons: {summary.rejects_file}")
    if summary.stored:
        lines.append("Next: kunding work --drain")
    return "\n".join(lines)


def summary_as_json(summary: Summary, recognition: Recognition) -> dict[str, object]:
    """The summary for programs."""
    told = {name: value for name, value in asdict(summary).items() if name != "seconds"}
    return {
        **told,
        "rejects_file": str(summary.rejects_file) if summary.rejects_file else None,
        **_what_was_understood(recognition),
        "seconds": round(summary.seconds, 3),
    }


def _what_was_understood(recognition: Recognition) -> dict[str, object]:
    return {
        "mapping": dict(recognition.mapping),
        "reasons": dict(recognition.reasons),
        "dates": {column: asdict(reading) for column, reading in recognition.dates.items()},
        "scales": {column: asdict(scale) for column, scale in recognition.scales.items()},
        "zone": recognition.zone,
        "warnings": list(recognition.warnings),
    }


def _preview(file: Path, recognition: Recognition) -> Iterator[str]:
    layout = recognition.layout
    how = [layout.format.upper(), layout.encoding, _SEPARATORS.get(layout.separator, ""), layout.sheet]
    header = "" if layout.header else ", without header"
    yield f"{file.name}: {recognition.kind} ({', '.join(filter(None, how))}{header})"
    yield ""
    width = max(map(len, recognition.mapping.values()), default=0)
    for field, column in recognition.mapping.items():
        note = _how_it_is_read(recognition, column)
        yield f"  {column:<{width}} → {field}  ({recognition.reasons[field]}{note})"
    others = [column for column in layout.columns if column not in recognition.mapping.values()]
    if others:
        yield f"  kept as they are: {', '.join(others)[:500]}"
    for warning in recognition.warnings:
        yield f"  ! {warning}"
    if recognition.refused:
        count = len(recognition.refused)
        yield f"  ! Of the first {recognition.tried:,} rows, {count:,} cannot be imported; their reasons:"
        for reject in recognition.refused[:_REJECTS_SHOWN]:
            where = f"line {reject.line}" + (f", {reject.column}" if reject.column else "")
            yield f"      {where}: {reject.reason}" + (f" (“{_shortened(reject.value)}”)" if reject.value else "")
        if count > _REJECTS_SHOWN:
            yield f"      and {count - _REJECTS_SHOWN:,} more; an import writes all of them to the rejects file."
    for row in recognition.preview.iter_rows(named=True):
        yield ""
        for name, value in _readable(row).items():
            yield f"  {name}: {_shortened(_local(value, recognition.zone))}"
    yield ""
    yield "Nothing was written."


def _how_it_is_read(recognition: Recognition, column: str) -> str:
    dates, scale = recognition.dates.get(column), recognition.scales.get(column)
    if dates is not None:
        return f"; {', '.join(dates.seen)}; without a zone: {recognition.zone}"
    return f"; scale {scale.name}, {scale.reason}" if scale else ""


def _readable(row: Mapping[str, object]) -> dict[str, object]:
    """A row as it would be stored, without what is empty."""
    said = {name: value for name, value in row.items() if value is not None and value not in ("", "{}", [])}
    if isinstance(said.get("extra"), str):
        said["extra"] = json.loads(str(said["extra"]))
    return said


def _local(value: object, zone: str) -> object:
    """Times as people in the company read them; they are stored in UTC."""
    if isinstance(value, datetime):
        return f"{value.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
    return value


def _shortened(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
