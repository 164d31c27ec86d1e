"""Takes feedback in: fast, once, and never half."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
from django.db import transaction
from django.db.models import F

from kunding.journeys.queries import touchpoints_by_word
from kunding.listen.actions.again import without_erased
from kunding.listen.actions.conflicts import rows_with_other_words
from kunding.listen.actions.intakes import close_intake, open_intake
from kunding.listen.actions.storing import store_feedback
from kunding.listen.models import Intake
from kunding.listen.rules import Said, batch_of, completed
from kunding.people.batches import Outcome
from kunding.trail.actions import record


def receive_feedback(*, source: str, kind: str, said: Iterable[Said], at: datetime) -> Outcome:
    """Take in single pieces of feedback from a source, as one run."""
    intake = open_intake(source=source, kind=kind, name=kind, fingerprint="", at=at)
    outcome = receive_batch(intake=intake, rows=batch_of(said), at=at)
    close_intake(intake=intake, at=at)
    return outcome


@transaction.atomic
def receive_batch(
    *, intake: Intake, rows: pl.DataFrame, at: datetime, rejected: int = 0, actor: str = "command"
) -> Outcome:
    """Store a batch and count it in its run, both or neither.

    `rows` has columns of `listen.rules.COLUMNS`; `rejected` rows failed before they came here and are counted
    only. Feedback whose (source, reference) is there already is a duplicate; with other words it is refused.
    """
    whole = _arrived(completed(rows), intake, at)
    batch = without_erased(whole, source_id=intake.source_id)
    stored = store_feedback(batch)
    outcome = Outcome(stored, whole.height - stored)
    if outcome.duplicate:
        refused = rows_with_other_words(whole, source_id=intake.source_id)
        outcome = replace(outcome, duplicate=outcome.duplicate - len(refused), refused=refused)
    _count(intake, outcome, rejected)
    if stored:
        record(act="receive_feedback", actor=actor, at=at, subject=f"intake:{intake.pk}", count=stored)
    return outcome


def _arrived(batch: pl.DataFrame, intake: Intake, at: datetime) -> pl.DataFrame:
    """The batch in the columns of the table; what the source does not say comes from the run."""
    now = pl.lit(at.astimezone(UTC).replace(tzinfo=None))
    answered = pl.when(pl.col("answered").fill_null(False)).then(now)
    return batch.with_columns(
        pl.lit(intake.source_id).alias("source_id"),
        pl.col("said_at").fill_null(now),
        pl.col("arrived_at").fill_null(now),
        pl.col("channel").fill_null(pl.lit(str(intake.source.channel))),
        # Known to be answered, but not since when: since we know it.
        pl.coalesce("answered_at", answered).alias("answered_at"),
        _touchpoint_ids(batch["touchpoint"]).alias("touchpoint_id"),
    ).drop("touchpoint", "answered")


def _touchpoint_ids(words: pl.Series) -> pl.Series:
    if (words == "").all():
        return pl.Series([None], dtype=pl.Int64).new_from_index(0, words.len())
    return words.str.to_lowercase().replace_strict(touchpoints_by_word(), default=None, return_dtype=pl.Int64)


def _count(intake: Intake, outcome: Outcome, rejected: int) -> None:
    refused = rejected + len(outcome.refused)
    Intake.objects.filter(pk=intake.pk).update(
        received=F("received") + outcome.received + rejected,
        stored=F("stored") + outcome.stored,
        duplicate=F("duplicate") + outcome.duplicate,
        rejected=F("rejected") + refused,
    )
