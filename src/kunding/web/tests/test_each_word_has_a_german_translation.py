import ast
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kunding.web.messages import LANGUAGES, PACKAGE, catalog_file, rooms, words_of


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_translated_alike_in_all_rooms(language: str) -> None:
    # The pages know one translation of a word, whichever room it stands in: two would clobber each other.
    found = defaultdict(dict)
    for room in rooms():
        with catalog_file(room, language).open("rb") as handle:
            for words in read_po(handle, locale=language):
                if words.id:
                    found[words.id, words.context].setdefault(words.string, room.name)
    assert not {key: said for key, said in found.items() if len(said) > 1}


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_no_word_hides_within_a_formatted_string(room: Path) -> None:
    # Those who collect the words do not look into f"…": what stands there is never translated.
    for file in room.rglob("*.py"):
        if "tests" in file.parts:
            continue
        formatted = (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.JoinedStr))
        called = {ast.unparse(part.func) for node in formatted for part in ast.walk(node) if isinstance(part, ast.Call)}
        assert not called & {"gettext", "ngettext", "pgettext", "_"}, file.relative_to(PACKAGE)
