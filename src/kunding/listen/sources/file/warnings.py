"""What a person should know before rows are stored."""

from collections.abc import Iterator, Sequence

from kunding.listen.sources.file.shapes import RawBatch, Recognition
from kunding.listen.sources.file.values.blank import filled


def warnings_about(recognition: Recognition, sample: RawBatch, unread: Sequence[str]) -> tuple[str, ...]:
    """Sentences about what was guessed, left out, or looks doubtful."""
    return tuple(_warnings(recognition, sample, unread))


def _warnings(recognition: Recognition, sample: RawBatch, unread: Sequence[str]) -> Iterator[str]:
    yield from recognition.layout.notes
    for column, reading in recognition.dates.items():
        if reading.ambiguous:
            yield (
                f"The order of day and month in “{column}” is a guess ({reading.reason}); "
                "settle it with --day-first or --month-first."
            )
    for column in unread:
        yield (
            f"The marks in “{column}” are on no scale that Kunding knows; they are left out. "
            "Name it with --scale, for example 1-5."
        )
    for column, scale in recognition.scales.items():
        if scale.name == "1–6":
            yield f"Marks in “{column}” go from 1 to 6. If 1 is the best, as in German schools, add --scale 6-1."
    if recognition.kind == "feedback":
        yield from _about_feedback(recognition, sample)


def _about_feedback(recognition: Recognition, sample: RawBatch) -> Iterator[str]:
    mapping = recognition.mapping
    if "said_at" not in mapping:
        yield "No column tells when customers said this; the time of the import is taken."
    if "text" not in mapping:
        yield "No column holds customers' own words."
    if "reference" not in mapping:
        yield "No column numbers the rows, so rows are told apart by their content; equal rows count once."
        return
    numbers = filled(sample.table[mapping["reference"]]).drop_nulls()
    again = numbers.len() - numbers.n_unique()
    if again:
        yield (
            f"“{mapping['reference']}” holds {again:,} of its first {numbers.len():,} numbers more than once; "
            "rows with a number that is already there are not stored again. If it does not number the feedback, "
            "add --map reference="
        )
