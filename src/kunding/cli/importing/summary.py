"""What became of a file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Summary:
    """Counts of a run: received = stored + duplicate + rejected, always."""

    file: str
    kind: str
    source: str
    received: int
    stored: int
    duplicate: int
    rejected: int
    rejects_file: Path | None
    seconds: float

    @property
    def rows_per_second(self) -> float:
        """Rows of the file per second."""
        return self.received / max(self.seconds, 1e-9)
