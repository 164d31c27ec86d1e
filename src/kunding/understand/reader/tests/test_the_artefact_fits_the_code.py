"""The shipped weights belong to this code, say where they come from, and stay small."""

import json
from pathlib import Path

import numpy as np
import pytest

from kunding.understand.reader import Reader, artefact
from kunding.understand.reader.features import names
from kunding.understand.reader.ngrams import BITS

FOLDER = Path(artefact.__file__).parent / "artefact"


def test_the_version_is_written_into_the_reader() -> None:
    card = json.loads((FOLDER / artefact.CARD).read_text(encoding="utf-8"))
    assert card["version"] in Reader.shipped().version
    assert (card["features"], card["bits"], card["format"]) == (names(), BITS, artefact.FORMAT)


def test_sources_name_licence_and_author() -> None:
    sources = artefact.shipped().card["trained_on"]
    assert sources["mobasa"]["licence"] == sources["banking77"]["licence"] == "CC BY 4.0"
    assert "Gabryszak & Thomas 2022" in sources["mobasa"]["by"]
    assert "PolyAI" in sources["banking77"]["by"]
    assert sources["cfpb"]["licence"] == "public domain"


def test_the_weights_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 8_000_000


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    artefact.save(artefact.shipped(), tmp_path)
    card = json.loads((tmp_path / artefact.CARD).read_text(encoding="utf-8"))
    card["features"] = card["features"][:-1]
    (tmp_path / artefact.CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(artefact.ArtefactMismatch, match="train_reader"):
        artefact.load(tmp_path)


def test_a_saved_artefact_is_the_same_when_loaded(tmp_path: Path) -> None:
    artefact.save(artefact.shipped(), tmp_path)
    assert np.array_equal(artefact.load(tmp_path).sentiment.ngrams.weights, artefact.shipped().sentiment.ngrams.weights)
