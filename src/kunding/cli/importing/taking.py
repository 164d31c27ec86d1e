"""Which room takes a batch of which kind."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from kunding.cli.refusal import Refused
from kunding.customers.actions import receive_customers
from kunding.journeys.actions import receive_journeys
from kunding.listen.actions import close_intake, open_intake, receive_batch
from kunding.listen.models import Channel, Intake
from kunding.listen.queries import source_of_fingerprint
from kunding.listen.rules import source_name
from kunding.listen.sources.file import Batch, Kind
from kunding.people.actions import ensure_units, found_company, receive_people
from kunding.people.batches import Outcome


class Taking(Protocol):
    """Takes the batches of one file."""

    source: str

    def take(self, batch: Batch) -> Outcome:
        """Store one batch."""

    def close(self) -> None:
        """The file has come to its end."""


def taking(kind: Kind, *, file: Path, fingerprint: str, source: str, channel: str, at: datetime) -> Taking:
    """Who takes the batches of this kind; the company is founded where there is none yet."""
    if channel and channel not in Channel.values:
        raise Refused(f"There is no channel “{channel}”; there are {', '.join(Channel.values)}.")
    found_company(name="Kunding", at=at)
    if kind != "feedback":
        return _Others(kind, at)
    known = source_of_fingerprint(fingerprint)
    name = source or (known.name if known else source_name(file.name))
    return _Feedback(
        open_intake(
            source=name, kind="file", name=file.name, fingerprint=fingerprint, at=at, channel=channel or Channel.FILE
        ),
        at,
    )


class _Feedback:
    """Feedback is counted in its intake."""

    def __init__(self, intake: Intake, at: datetime) -> None:
        self.source = intake.source.name
        self._intake, self._at = intake, at

    def take(self, batch: Batch) -> Outcome:
        return receive_batch(intake=self._intake, rows=batch.rows, at=self._at, rejected=len(batch.rejects))

    def close(self) -> None:
        close_intake(intake=self._intake, at=datetime.now(UTC))


class _Others:
    """Customers, people and journeys are known by their own numbers, so they need no source."""

    source = ""

    def __init__(self, kind: Kind, at: datetime) -> None:
        self._kind, self._at = kind, at

    def take(self, batch: Batch) -> Outcome:
        if self._kind == "customers":
            return receive_customers(rows=batch.rows, at=self._at)
        if self._kind == "people":
            return receive_people(rows=batch.rows, at=self._at)
        ensure_units(names=batch.rows["unit"].to_list())
        return receive_journeys(rows=batch.rows, at=self._at)

    def close(self) -> None:
        """Nothing is left open."""
