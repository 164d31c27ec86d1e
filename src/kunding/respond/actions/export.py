"""Taking cases out as a file: the only question that leaves an entry, because words leave the house."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from kunding.people.models import Person
from kunding.respond.exports import write_export
from kunding.respond.models import Case
from kunding.respond.queries.export import export_rows
from kunding.trail.actions import record


@transaction.atomic
def export_cases(*, cases: QuerySet[Case], path: Path, by: Person, at: datetime) -> int:
    """Write the cases to a .csv or .xlsx file, names and numbers masked, and return how many.

    Raises ExportRefused where a sheet is too small.
    """
    count = write_export(export_rows(cases, unmasked=False), path)
    record(act="export_cases", actor=by.trail_name, at=at, count=count, detail={"ending": path.suffix})
    return count
