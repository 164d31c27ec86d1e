"""One column of any file, for questions that need no database."""

from pathlib import Path

from kunding.listen.sources.file.layout import recognise_layout
from kunding.listen.sources.file.overrides import column_named
from kunding.listen.sources.file.reading import raw_batches
from kunding.listen.sources.file.refusal import FileRefused

_BATCH_ROWS = 50_000


def read_column(path: Path, column: str) -> list[str]:
    """The cells of a column in the order of the file; "" for a row that cannot be parsed, so rows keep their number.

    Raises FileRefused where the file is no table or has no such column.
    """
    layout = recognise_layout(path)
    name = column_named(column, layout.columns)
    if not name:
        raise FileRefused("Name the column that holds the texts.")
    cells: list[str] = []
    for batch in raw_batches(path, layout, batch_rows=_BATCH_ROWS):
        known = batch.table[name].fill_null("").to_list() if name in batch.table.columns else [""] * batch.table.height
        placed = [*zip(batch.lines, known, strict=True), *((reject.line, "") for reject in batch.rejects)]
        cells += [cell for _, cell in sorted(placed, key=lambda item: int(item[0]))]
    return cells
