"""Writes what was not imported into a CSV file that a person can put right and import again."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from kunding.listen.sources.file.formulas import REJECT_COLUMNS, harmless
from kunding.listen.sources.file.shapes import Reject


class RejectsFile:
    """Columns line, column, value, reason, then the columns of the file; made only when there is a reject."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.count = 0
        again = tuple(columns[:4]) == REJECT_COLUMNS
        self._columns = columns[4:] if again else columns
        self._file: IO[str] | None = None

    def write(self, rejects: Iterable[Reject]) -> None:
        """Append rejects."""
        for reject in rejects:
            file = self._opened()
            cells = (reject.line, reject.column, reject.value, reject.reason, *reject.row)
            # A person opens it with a spreadsheet, which must run none of it.
            csv.writer(file).writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
            self.count += 1

    def _opened(self) -> IO[str]:
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8", newline="", errors="replace")
            csv.writer(self._file).writerow([*REJECT_COLUMNS, *map(harmless, self._columns)])
        return self._file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
