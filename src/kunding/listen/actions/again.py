"""What was erased does not come back with the next import of the same export."""

import polars as pl

from kunding.listen.actions.erase import erased_reference
from kunding.listen.belongings import ERASED
from kunding.listen.models import Feedback


def without_erased(batch: pl.DataFrame, *, source_id: int) -> pl.DataFrame:
    """Return the batch without rows whose words were here and were erased; batch: with the column `reference`."""
    erased = Feedback.objects.filter(source_id=source_id, reference__startswith=ERASED)
    known = set(erased.values_list("reference", flat=True))
    if not known:
        return batch
    is_new = [erased_reference(source_id, reference) not in known for reference in batch["reference"]]
    return batch.filter(pl.Series(is_new, dtype=pl.Boolean))
