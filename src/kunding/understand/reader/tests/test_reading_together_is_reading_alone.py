"""Helpers in other processes change how fast is read, and nothing else."""

import os
import signal
from collections.abc import Iterator

import pytest

from kunding.understand.reader import Crew, Knowledge, Reader, TouchpointHint
from kunding.understand.reader.crew import PART

SENTENCES = (
    "Der Bus kam gestern wieder zu spät.", "Vielen Dank an Frau Schneider!", "Where is my refund?",
    "Ich kündige meinen Vertrag.", "Meine Jahresabrechnung ist falsch, Kundennummer 4711-0815.",
)  # fmt: skip
TEXTS = [f"{SENTENCES[at % 5]} {SENTENCES[at % 3]}" for at in range(4 * PART + 7)]
RATINGS = [None if at % 4 else at % 3 / 2 for at in range(len(TEXTS))]
KNOWN = Knowledge(touchpoints=(TouchpointHint("7", ("Jahresabrechnung",)),), competitors=("Strompfad",))


@pytest.fixture
def crew() -> Iterator[Crew]:
    crew = Crew(Reader.shipped(), most=1, much=2)
    yield crew
    crew.dismiss()


def _wait_for_helper(crew: Crew) -> int:
    crew.read(TEXTS[:2], None, KNOWN)
    (helper,) = crew.helpers
    helper.pipe.poll(120)  # ends as soon as it is ready
    assert helper.process_id
    return helper.process_id


def test_the_outcome_is_the_same_and_a_helper_that_dies_loses_nothing(crew: Crew) -> None:
    alone = Reader.shipped().read(TEXTS, RATINGS, KNOWN).rows()
    helper = _wait_for_helper(crew)
    assert crew.read(TEXTS, RATINGS, KNOWN).rows() == alone
    assert crew.helpers[0].lives
    crew.read_ahead(TEXTS[:PART], RATINGS[:PART], KNOWN)  # asked for next
    assert crew.read(TEXTS, RATINGS, KNOWN).rows() == alone
    crew.read_ahead(["Ganz etwas anderes."] * PART, RATINGS[:PART], KNOWN)  # not asked for
    assert crew.read(TEXTS, RATINGS, KNOWN).rows() == alone
    os.kill(helper, signal.SIGKILL)
    assert crew.read(TEXTS, RATINGS, KNOWN).rows() == alone
    assert not crew.helpers[0].lives


def test_what_a_helper_cannot_read_is_read_here_so_that_its_error_is_told(crew: Crew) -> None:
    _wait_for_helper(crew)
    broken: list[str] = [*TEXTS[:-1], None]  # type: ignore[list-item]
    with pytest.raises(TypeError):
        crew.read(broken, None, KNOWN)


def test_little_is_read_without_help() -> None:
    crew = Crew(Reader.shipped(), most=1)
    assert crew.read(TEXTS[:9]).rows() == Reader.shipped().read(TEXTS[:9]).rows()
    assert not crew.helpers


def test_one_core_reads_alone() -> None:
    crew = Crew(Reader.shipped(), most=0, much=2)
    assert len(crew.read(TEXTS[:9])) == 9
    assert not crew.helpers
