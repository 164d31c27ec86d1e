"""Pure decisions about what arrives."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import polars as pl

# Kinds of sources in which customers write to us, not about us: each of them gets an answer.
ADDRESSED_KINDS = ("maildir", "imap", "form")
_COUNTERS = re.compile(r"(?i)[\s_.-]*(?:\(\d+\)|kopie|copy|\d{2,}(?:[-_.T]?\d+)*|[-_ ]v?\d+)\s*$")

# What a batch of feedback holds: the columns that a source may give, and their types. Missing ones are empty.
COLUMNS: dict[str, pl.DataType] = {
    "reference": pl.String(),  # null or "": a digest of the content stands in
    "said_at": pl.Datetime("us"),  # UTC, without zone; null: the moment of arrival
    "arrived_at": pl.Datetime("us"),  # UTC, without zone; null: now
    "channel": pl.String(),  # null: the source's
    "subject": pl.String(),
    "text": pl.String(),
    "rating": pl.Float64(),  # 0 (worst) … 1 (best)
    "recommend": pl.Int16(),  # 0 … 10
    "effort": pl.Int16(),  # 1 … 7
    "author": pl.String(),
    "touchpoint": pl.String(),  # code, name or synonym; others are left out
    "answered": pl.Boolean(),
    "answered_at": pl.Datetime("us"),  # UTC, without zone
    "extra": pl.String(),  # a JSON object as text
}
_WORDS = ("subject", "text", "author", "touchpoint")
_TIMES = ("said_at", "arrived_at", "answered_at")
_TOLD_APART_BY = ("text", "subject", "said_at", "author", "channel", "rating", "recommend", "effort")

LOOK_EVERY = timedelta(minutes=1)  # into a mailbox
LEASE = timedelta(minutes=2)  # after which a look that never ended is begun again
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Heard:
    """A mail that is to become feedback, and the first feedback of the conversation to which it belongs."""

    mail: int
    answers_to: int | None = None


@dataclass(frozen=True)
class Said:
    """What one customer said, before it is stored; times carry their zone."""

    text: str = ""
    subject: str = ""
    said_at: datetime | None = None
    arrived_at: datetime | None = None  # where it came to us before it came here, as a mail does
    reference: str = ""
    channel: str | None = None
    rating: float | None = None
    recommend: int | None = None
    effort: int | None = None
    author: str = ""
    touchpoint: str = ""
    answered_at: datetime | None = None
    extra: str = "{}"


def batch_of(said: Iterable[Said]) -> pl.DataFrame:
    """A batch in the columns of COLUMNS, from single pieces."""
    rows = [asdict(one) | {name: _utc(getattr(one, name)) for name in _TIMES} for one in said]
    schema = {name: dtype for name, dtype in COLUMNS.items() if name != "answered"}
    return completed(pl.DataFrame(rows, schema=schema))


def completed(batch: pl.DataFrame) -> pl.DataFrame:
    """The batch with all columns of COLUMNS in their types; rows without a reference get a digest of what they say."""
    columns = [
        (pl.col(name) if name in batch.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in COLUMNS.items()
    ]
    whole = batch.select(columns).with_columns(pl.col(*_WORDS).fill_null(""), pl.col("extra").fill_null("{}"))
    missing = whole["reference"].fill_null("") == ""
    if not missing.any():
        return whole
    named = pl.Series([content_digest(row) for row in whole.filter(missing).select(_TOLD_APART_BY).rows()])
    return whole.with_columns(whole["reference"].scatter(missing.arg_true(), named))


def content_digest(cells: Iterable[object]) -> str:
    """A reference for what has none: equal content, equal digest."""
    text = "\x1f".join("" if cell is None else str(cell) for cell in cells)
    return "sha:" + sha256(text.encode()).hexdigest()[:40]


def source_name(file_name: str) -> str:
    """The source that a file's name suggests: without ending, dates and counters, so that next month's export joins it.

    >>> source_name("Beschwerden_2024-05.csv"), source_name("export (2).xlsx"), source_name("2024.csv")
    ('Beschwerden', 'export', '2024')
    """
    stem = re.sub(r"(?i)\.(?:csv|tsv|txt|xlsx|xlsm|xls|ods|jsonl|ndjson|json|parquet|pq)$", "", file_name).strip()
    name = stem
    while (shorter := _COUNTERS.sub("", name)) != name:
        name = shorter
    return (name.strip(" _-.") or stem)[:120]


def pause_after(*, failures: int) -> timedelta:
    """How long a mailbox is left alone after so many failures in a row: 1, 2, 4 … minutes, an hour at most.

    >>> [pause_after(failures=n) // timedelta(minutes=1) for n in (1, 2, 3, 9)]
    [1, 2, 4, 60]
    """
    return min(LONGEST_PAUSE, timedelta(minutes=2 ** min(failures - 1, 6)))


def password_setting(name: str) -> str:
    """The setting that holds a mailbox's password, without KUNDING_.

    >>> password_setting("Service & Verkauf")
    'MAIL_PASSWORD_SERVICE_VERKAUF'
    """
    return "MAIL_PASSWORD_" + re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")


def mail_reference(message_id: str) -> str:
    """The feedback's reference for a Message-ID, which may be longer than a reference.

    >>> mail_reference("1@mail.example")
    '1@mail.example'
    """
    return message_id if len(message_id) <= 200 else content_digest([message_id])


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC).replace(tzinfo=None) if at else None
