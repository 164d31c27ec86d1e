"""The tables of the lake: what a row means, which columns it has, how it lies on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True)
class LakeTable:
    """One table: its columns, whether it is cut by month, and the order in which rows lie in a file."""

    name: str
    about: str
    schema: pa.Schema
    key: str
    by_month: bool = False
    sorted_by: tuple[str, ...] = ()


class UnknownTableError(KeyError):
    """The lake has no table of this name."""

    def __str__(self) -> str:
        return f"The lake has no table “{self.args[0]}”. There are: {', '.join(TABLES)}."


class UnfitRowsError(ValueError):
    """Rows lack a column that the table needs, or hold something else than the table says."""


def table_named(name: str) -> LakeTable:
    """Return the table of this name; raises `UnknownTableError`."""
    try:
        return TABLES[name]
    except KeyError:
        raise UnknownTableError(name) from None


def fitted(table: LakeTable, rows: pa.Table) -> pa.Table:
    """Return the rows with exactly the table's columns, types and order of rows.

    Columns that may be empty and are missing are filled with null; what the table does not know is
    refused, since a name or an address must not slip into the lake. Raises `UnfitRowsError`.
    """
    _refuse_strangers(table, rows)
    columns = [_column(table, rows, field) for field in table.schema]
    fit = pa.Table.from_arrays(columns, schema=table.schema)
    return fit.sort_by([(name, "ascending") for name in table.sorted_by]) if table.sorted_by else fit


def _refuse_strangers(table: LakeTable, rows: pa.Table) -> None:
    strangers = [name for name in rows.column_names if name not in table.schema.names]
    if strangers:
        raise UnfitRowsError(
            f"Table “{table.name}” has no column “{strangers[0]}”. It has: {', '.join(table.schema.names)}."
        )


def _column(table: LakeTable, rows: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    if field.name not in rows.column_names:
        if not field.nullable:
            raise UnfitRowsError(f"Rows for “{table.name}” lack the column “{field.name}”.")
        return pa.chunked_array([pa.nulls(rows.num_rows, field.type)])
    column = rows.column(field.name)
    if column.null_count and not field.nullable:
        raise UnfitRowsError(
            f"Column “{field.name}” of “{table.name}” is empty in {column.null_count} rows; it must always be filled."
        )
    try:
        return column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise UnfitRowsError(f"Column “{field.name}” of “{table.name}” must be {field.type}: {error}") from error


def _schema(**columns: pa.DataType) -> pa.Schema:
    """Return a schema; a name that ends in “_” is a column that may be empty (the “_” is not part of it)."""
    return pa.schema(
        [pa.field(name.removesuffix("_"), kind, nullable=name.endswith("_")) for name, kind in columns.items()]
    )


_FEEDBACK = LakeTable(
    "feedback",
    "One row per piece of feedback, with what the reader understood. No words, no names.",
    _schema(
        feedback_id=pa.int64(),
        month=pa.string(),
        said_on=pa.date32(),
        channel=pa.string(),
        source=pa.string(),
        customer_key_=pa.int64(),
        segment=pa.string(),
        unit_id_=pa.int64(),
        touchpoint_id_=pa.int64(),
        journey_id_=pa.int64(),
        language=pa.string(),
        sentiment=pa.string(),
        sure=pa.bool_(),
        intent=pa.string(),
        urgency=pa.string(),
        competitor=pa.string(),
        rating_=pa.float32(),
        recommend_=pa.int8(),
        effort_=pa.int8(),
        theme_id_=pa.int64(),
    ),
    key="feedback_id",
    by_month=True,
    sorted_by=("month", "said_on", "touchpoint_id"),
)
_CASES = LakeTable(
    "cases",
    "One row per case. `touched_at` is the last act of a person on it. Promises, `round_answered_at`, `told_at` and "
    "`decision` are those of the latest `round`; `solved`, `verdict_effort` and `verdict_mood` are of the customer's "
    "latest verdict; `offer_lapses_at` is until when an open offer must be answered.",
    _schema(
        case_id=pa.int64(),
        feedback_id_=pa.int64(),
        month=pa.string(),
        opened_at=MOMENT,
        due_at_=MOMENT,
        answered_at_=MOMENT,
        touched_at_=MOMENT,
        closed_at_=MOMENT,
        kind=pa.string(),
        state=pa.string(),
        unit_id_=pa.int64(),
        touchpoint_id_=pa.int64(),
        customer_key_=pa.int64(),
        handovers_=pa.int32(),
        chased_=pa.int32(),
        answer_by_=MOMENT,
        close_by_=MOMENT,
        round_=pa.int32(),
        round_answered_at_=MOMENT,
        told_at_=MOMENT,
        decision_=pa.string(),
        first_contact_=pa.bool_(),
        solved_=pa.string(),
        verdict_effort_=pa.int8(),
        verdict_mood_=pa.int8(),
        has_owner_=pa.bool_(),
        offers_=pa.int32(),
        offer_lapses_at_=MOMENT,
    ),
    key="case_id",
    by_month=True,
    sorted_by=("month", "opened_at"),
)
_HANDOVERS = LakeTable(
    "handovers",
    "One row each time a case is offered to another unit. `days_lost` are business days from the offer until somebody "
    "took the case up, or until the rows were brought here; `first_try` says of a case's first offer whether it was "
    "accepted, and is empty for later and for open offers.",
    _schema(
        handover_id=pa.int64(),
        case_id=pa.int64(),
        month=pa.string(),
        handed_at=MOMENT,
        accepted_at_=MOMENT,
        from_unit_id_=pa.int64(),
        to_unit_id_=pa.int64(),
        outcome_=pa.string(),
        settled_at_=MOMENT,
        first_try_=pa.bool_(),
        days_lost_=pa.float64(),
    ),
    key="handover_id",
    by_month=True,
    sorted_by=("month", "handed_at"),
)
_CUSTOMERS = LakeTable(
    "customers",
    "One row per customer under a pseudonym: segment, value in € per year, joined, left.",
    _schema(
        customer_key=pa.int64(),
        segment=pa.string(),
        value_per_year_=pa.float64(),
        joined_on_=pa.date32(),
        left_on_=pa.date32(),
    ),
    key="customer_key",
    sorted_by=("customer_key",),
)
_UNITS = LakeTable("units", "Units of the company.", _schema(unit_id=pa.int64(), name=pa.string()), key="unit_id")
_TOUCHPOINTS = LakeTable(
    "touchpoints",
    "Touchpoints with the unit and the journey that they belong to.",
    _schema(touchpoint_id=pa.int64(), name=pa.string(), unit_id_=pa.int64(), journey_id_=pa.int64()),
    key="touchpoint_id",
)
_JOURNEYS = LakeTable("journeys", "Customer tasks.", _schema(journey_id=pa.int64(), name=pa.string()), key="journey_id")
_THEMES = LakeTable(
    "themes",
    "Themes that were discovered.",
    _schema(theme_id=pa.int64(), label=pa.string(), state_=pa.string()),
    key="theme_id",
)

TABLES: Mapping[str, LakeTable] = MappingProxyType(
    {
        table.name: table
        for table in (_FEEDBACK, _CASES, _HANDOVERS, _CUSTOMERS, _UNITS, _TOUCHPOINTS, _JOURNEYS, _THEMES)
    }
)
