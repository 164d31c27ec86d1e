"""Files that go along with an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from kunding.listen.files import keep
from kunding.respond.models import Answer, Enclosure
from kunding.respond.rules.enclosures import clean_name, media_type, why_not_sent


class FileIsRefused(Exception):
    """A file cannot be sent; the text says which and why."""


@dataclass(frozen=True)
class Upload:
    """A file as it was uploaded."""

    name: str
    content: bytes


def refuse_files(files: Sequence[Upload]) -> None:
    """Raise FileIsRefused where the files are too many, too large, or of a kind that is not sent."""
    why = why_not_sent([(clean_name(file.name), len(file.content)) for file in files])
    if why:
        raise FileIsRefused(why)


def enclose(*, answer: Answer, files: Sequence[Upload]) -> list[Enclosure]:
    """Put files to an answer; the bytes are kept for good before the rows name them."""
    rows = [
        Enclosure(
            answer=answer,
            name=clean_name(file.name),
            media_type=media_type(clean_name(file.name)),
            size=len(file.content),
            digest=keep(file.content),
        )
        for file in files
    ]
    return Enclosure.objects.bulk_create(rows)
