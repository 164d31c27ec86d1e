"""Discovery of recurring themes in texts without any labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kunding.understand.discovery.keys import key_texts
from kunding.understand.discovery.languages import settle_languages
from kunding.understand.discovery.likeness import Likeness
from kunding.understand.discovery.model import Model
from kunding.understand.discovery.tongue import Found, discover_tongue

FEWEST_TEXTS = 12
"""Texts of one language from which on themes are looked for."""


@dataclass(frozen=True)
class FoundTheme:
    """One recurring theme. `quotes` are rows of the most typical texts, the most typical first."""

    id: int
    label: str
    words: tuple[str, ...]
    language: str
    size: int
    quotes: tuple[int, ...]


@dataclass(frozen=True)
class Discovery:
    """`labels` int32 (n,), −1 = no theme; `confidence` float32 (n,), 0..1."""

    labels: NDArray[np.int32]
    confidence: NDArray[np.float32]
    themes: tuple[FoundTheme, ...]
    alike: tuple[Likeness, ...]
    model: Model


def discover(
    texts: Sequence[str],
    languages: Sequence[str] | None = None,
    seed: int = 0,
    vectors: NDArray[np.float32] | None = None,
    count_hint: int | None = None,
) -> Discovery:
    """Finds the themes of any number of texts.

    languages: ISO codes, told by function words when left out. vectors: embeddings (n, d) of a local model, if there
    is one. count_hint: about how many themes are wanted. The same texts in any order give the same themes.
    """
    spoken = settle_languages(texts, languages)
    keys = key_texts(texts)
    groups = _by_language(spoken)
    found = []
    for language, rows in groups:
        hint = None if count_hint is None else max(1, round(count_hint * len(rows) / len(texts)))
        found.append(
            (
                rows,
                discover_tongue(
                    [texts[row] for row in rows],
                    keys[rows],
                    language=language,
                    seed=seed,
                    vectors=None if vectors is None else vectors[rows],
                    count_hint=hint,
                ),
            )
        )
    return _join(len(texts), found)


def _by_language(spoken: NDArray[np.object_]) -> list[tuple[str, NDArray[np.int64]]]:
    groups = [(str(language), np.flatnonzero(spoken == language)) for language in sorted(set(spoken.tolist()))]
    return [(language, rows) for language, rows in groups if len(rows) >= FEWEST_TEXTS]


def _join(size: int, found: Sequence[tuple[NDArray[np.int64], Found]]) -> Discovery:
    labels = np.full(size, -1, dtype=np.int32)
    confidence = np.zeros(size, dtype=np.float32)
    themes: list[FoundTheme] = []
    alike: list[Likeness] = []
    tongues = []
    for rows, one in found:
        alike += (_among_all(likeness, len(themes), rows) for likeness in one.alike)
        numbers = np.arange(len(one.names), dtype=np.int32) + len(themes)
        labels[rows] = np.where(one.labels >= 0, one.labels + len(themes), -1)
        confidence[rows] = one.confidence
        sizes = np.bincount(one.labels[one.labels >= 0], minlength=len(one.names))
        for number, (label, words), quotes, members in zip(numbers, one.names, one.quotes, sizes, strict=True):
            themes.append(
                FoundTheme(
                    id=int(number), label=label, words=words, language=one.tongue.language, size=int(members),
                    quotes=tuple(int(rows[quote]) for quote in quotes),
                )
            )  # fmt: skip
        tongues.append(one.with_ids(numbers))
    return Discovery(
        labels=labels,
        confidence=confidence,
        themes=tuple(themes),
        alike=tuple(alike),
        model=Model(tongues=tuple(tongues)),
    )


def _among_all(one: Likeness, before: int, rows: NDArray[np.int64]) -> Likeness:
    return replace(one, theme=one.theme + before, other=one.other + before, example=int(rows[one.example]))
