"""The shipped weights on disk: one compressed array file and one JSON file that says what they are."""

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from kunding.understand.reader.features import names
from kunding.understand.reader.heads import NgramHead, StackHead, Together, Tower
from kunding.understand.reader.ngrams import BITS
from kunding.understand.reader.readings import INTENTS, SENTIMENTS

FORMAT = 2
ARRAYS, CARD = "reader.npz", "reader.json"


class ArtefactMismatch(RuntimeError):
    """The weights were trained for other features than this code computes."""


@dataclass(frozen=True)
class Artefact:
    """Everything that was learned, with its description."""

    card: dict[str, Any]
    sentiment: Tower
    intent: Tower
    language: NgramHead  # German against English

    @cached_property
    def together(self) -> Together:
        """The n-gram heads of sentiment, intent and language in one table."""
        return Together.of((self.sentiment.ngrams, self.intent.ngrams, self.language))

    @property
    def version(self) -> str:
        """Version of the weights, written into every reading."""
        return str(self.card["version"])


def shipped() -> Artefact:
    """The artefact of the package."""
    with as_file(files("kunding.understand.reader").joinpath("artefact")) as folder:
        return load(folder)


def load(folder: Path) -> Artefact:
    """Read an artefact; raises ArtefactMismatch when it does not fit this code."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    if (card["format"], card["bits"], card["features"]) != (FORMAT, BITS, names()):
        raise ArtefactMismatch(
            "The reader's weights were trained for other features than this version computes. "
            "Run `python bench/train_reader.py` to train them anew."
        )
    with np.load(folder / ARRAYS) as arrays:
        return Artefact(
            card,
            _tower("sentiment", SENTIMENTS, arrays),
            _tower("intent", INTENTS, arrays),
            _ngrams("language", arrays),
        )


def save(artefact: Artefact, folder: Path) -> None:
    """Write an artefact; the same artefact gives the same bytes of arrays."""
    arrays: dict[str, Any] = {}
    for name, tower in (("sentiment", artefact.sentiment), ("intent", artefact.intent)):
        arrays |= {f"{name}_ngram_{part}": getattr(tower.ngrams, part) for part in ("weights", "scale", "bias")}
        arrays |= {f"{name}_{part}": getattr(tower.stack, part) for part in ("mean", "spread", "weights", "bias")}
        arrays[f"{name}_heat"] = np.float32(tower.stack.heat)
    arrays |= {f"language_ngram_{part}": getattr(artefact.language, part) for part in ("weights", "scale", "bias")}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / ARRAYS, **arrays)
    (folder / CARD).write_text(json.dumps(artefact.card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def card(*, version: str, trained_on: dict[str, Any]) -> dict[str, Any]:
    """The description that belongs to weights for this code."""
    return {"version": version, "format": FORMAT, "bits": BITS, "features": names(), "trained_on": trained_on}


def _tower(name: str, classes: tuple[str, ...], arrays: Any) -> Tower:
    mean, spread, weights, bias = (arrays[f"{name}_{part}"] for part in ("mean", "spread", "weights", "bias"))
    stack = StackHead(mean, spread, weights, bias, float(arrays[f"{name}_heat"]))
    return Tower(classes, _ngrams(name, arrays), stack)


def _ngrams(name: str, arrays: Any) -> NgramHead:
    return NgramHead(*(arrays[f"{name}_ngram_{part}"] for part in ("weights", "scale", "bias")))
