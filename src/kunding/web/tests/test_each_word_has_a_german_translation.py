from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kunding.web.messages import LANGUAGES, catalog_file, rooms, words_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_each_word_of_a_room_is_translated(room: Path, language: str) -> None:
    file = catalog_file(room, language)
    assert file.exists(), f"`python -m kunding.web.messages` makes {file}"
    with file.open("rb") as handle:
        known = read_po(handle, locale=language)
    missing = [words.id for words in words_of(room) if words.id and not _translated(known, words.id, words.context)]
    assert not missing, f"No {language} words in {room.name} for: {missing}"


def _translated(known: object, key: object, context: str | None) -> bool:
    found = known.get(key if isinstance(key, str) else key[0], context)  # type: ignore[attr-defined, index]
    if found is None:
        return False
    return all(found.string) if isinstance(found.string, tuple) else bool(found.string)


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_translations_keep_the_places_of_figures(room: Path) -> None:
    for language in LANGUAGES:
        with catalog_file(room, language).open("rb") as handle:
            for words in read_po(handle, locale=language):
                if words.id and words.python_format:
                    assert not list(words.check()), words.id
