"""What became of a batch of rows that a room took in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RefusedRow:
    """One row that a room could not take: its place in the batch (from 0), the field, its value, and why."""

    index: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """Each row of a batch is stored, was there already, or is refused."""

    stored: int
    duplicate: int
    refused: tuple[RefusedRow, ...] = ()

    @property
    def received(self) -> int:
        """How many rows the batch had."""
        return self.stored + self.duplicate + len(self.refused)
