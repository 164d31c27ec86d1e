"""Collects the words of each room for translation: `python -m kunding.web.messages` brings the .po files up to date.

Django's own command needs GNU gettext; Babel does not, so that a bare machine can do it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from kunding.lake.metrics import METRICS

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGES = ("de",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def rooms() -> list[Path]:
    """Return the rooms that have words of their own."""
    return sorted(file.parent for file in PACKAGE.glob("*/apps.py") if words_of(file.parent))


def words_of(room: Path) -> Catalog:
    """Return all words of a room, from code and templates."""
    catalog = Catalog(charset="utf-8")
    for message, context in _found(room):
        catalog.add(message, context=context, flags=_flags(message))
    return catalog


def catalog_file(room: Path, language: str) -> Path:
    """Return where a room's translations into a language lie."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def update(room: Path, language: str) -> None:
    """Bring a room's translations up to date: new words come in empty, unused ones go."""
    file, words = catalog_file(room, language), words_of(room)
    file.parent.mkdir(parents=True, exist_ok=True)
    known = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    known.update(words, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy, known.header_comment = False, f"# Kunding, {room.name}: {language}"
    # No dates: a file changes only where a word does.
    known.creation_date = known.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    known.project, known.version, known.last_translator, known.language_team = "Kunding", "1", "Kunding", "Kunding"
    known.msgid_bugs_address = known.copyright_holder = "Kunding"
    with file.open("wb") as handle:
        write_po(handle, known, width=110, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True)


def _found(room: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    yield from _written(room)
    if room.name == "cockpit":  # which shows what the lake says of its metrics
        yield from ((words, None) for metric in METRICS.values() for words in (metric.about, metric.unit))


def _written(room: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for file in sorted([*room.rglob("*.py"), *room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")]):
        if "tests" in file.relative_to(room).parts:
            continue
        source = file.read_text(encoding="utf-8")
        code = source if file.suffix == ".py" else templatize(source)
        for _, message, _, context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            if message:
                yield message, context


def _flags(message: str | tuple[str, ...]) -> tuple[str, ...]:
    text = message if isinstance(message, str) else message[0]
    return ("python-format",) if "%(" in text else ()


def main() -> None:
    """Update every room."""
    for room in rooms():
        for language in LANGUAGES:
            update(room, language)


if __name__ == "__main__":
    main()
