"""Carries a recognised file into the room that it is for, batch by batch."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kunding.cli.django import start
from kunding.cli.importing.summary import Summary
from kunding.cli.refusal import Refused
from kunding.listen.sources.file import Batch, FileRefused, Recognition, RejectsFile, fingerprint, open_batches

Told = Callable[[int, int], None]


class Import:
    """One run of `kunding import`; each batch is stored whole or not at all, so it may be stopped at any moment."""

    def __init__(
        self, file: Path, recognition: Recognition, *, source: str, channel: str, rejects: Path | None, at: datetime
    ) -> None:
        start()
        _bound_memory()
        from kunding.cli.importing.taking import taking

        self._file, self._recognition, self._at = file, recognition, at
        self._fingerprint = fingerprint(file)
        self._taking = taking(
            recognition.kind, file=file, fingerprint=self._fingerprint, source=source, channel=channel, at=at
        )
        self._rejects = rejects or _usual_rejects_file(file, self._fingerprint)
        if self._rejects.exists() and file.resolve() == self._rejects.resolve():
            raise Refused("The rejects cannot be written into the file that is being imported; name another --rejects.")

    def carry_out(self, *, told: Told) -> Summary:
        """Store all batches; `told` hears the bytes done and the rows received so far."""
        from django.db import DatabaseError

        began = time.monotonic()
        counts = {"received": 0, "stored": 0, "duplicate": 0}
        self._rejects.unlink(missing_ok=True)
        try:
            with RejectsFile(self._rejects, self._recognition.layout.columns) as rejects:
                for batch in open_batches(self._file, self._recognition, at=self._at):
                    self._take(batch, counts, rejects)
                    told(batch.bytes_done, counts["received"])
        except FileRefused as refusal:
            raise Refused(f"{refusal} {_so_far(counts)}") from refusal
        except DatabaseError as error:
            raise Refused(f"The database does not take the rows: {error}. {_so_far(counts)}") from error
        except OSError as error:
            raise Refused(f"{error.strerror or error}: {error.filename or self._file}. {_so_far(counts)}") from error
        self._taking.close()
        return Summary(
            file=str(self._file), kind=self._recognition.kind, source=self._taking.source, **counts,
            rejected=rejects.count, rejects_file=rejects.path if rejects.count else None,
            seconds=time.monotonic() - began,
        )  # fmt: skip

    def _take(self, batch: Batch, counts: dict[str, int], rejects: RejectsFile) -> None:
        outcome = self._taking.take(batch)
        mapping = self._recognition.mapping
        rejects.write(batch.rejects)
        rejects.write(
            batch.rejected(row.index, column=mapping.get(row.field, row.field), value=row.value, reason=row.reason)
            for row in outcome.refused
        )
        counts["received"] += batch.received
        counts["stored"] += outcome.stored
        counts["duplicate"] += outcome.duplicate


def _bound_memory() -> None:
    """SQLite maps and caches up to more than 1 GB of its file; a long import would fill all of that."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            cursor.execute("PRAGMA cache_size = -131072")


def _usual_rejects_file(file: Path, fingerprint: str) -> Path:
    """In the data directory; the same file writes its rejects to the same place."""
    from django.conf import settings

    return Path(settings.KUNDING_HOME) / "rejects" / f"{file.stem[:80]}-{fingerprint[:8]}.csv"


def _so_far(counts: dict[str, int]) -> str:
    return f"{counts['stored']:,} rows were stored; the same command again stores the rest and nothing twice."
