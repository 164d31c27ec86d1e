"""Which theme of a new run is which theme of the last one, so that a time line does not break."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from kunding.understand.discovery.model import Model, Tongue

KEYS_KEPT = 50_000
LEAST_LIKENESS = 0.25
ENOUGH_SHARED = 3
"""Texts that both runs must have seen of a theme before shared texts alone decide."""


def match_themes(old: Model, new: Model) -> dict[int, int]:
    """New theme → old theme, one to one; a theme without a likely ancestor is left out.

    Likeness is the share of common texts (Jaccard) where both runs saw the same texts, and the cosine of what their
    words say where they did not.
    """
    old_ids, new_ids = _theme_ids(old), _theme_ids(new)
    if not old_ids or not new_ids:
        return {}
    shared, seen = _shared_texts(old, new, old_ids, new_ids)
    words = _alike_words(old, new, old_ids, new_ids)
    likeness = np.where(seen >= ENOUGH_SHARED, 0.8 * shared + 0.2 * words, words)
    rows, columns = linear_sum_assignment(-likeness)
    return {
        new_ids[row]: old_ids[column]
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if likeness[row, column] >= LEAST_LIKENESS
    }


def _theme_ids(model: Model) -> list[int]:
    return sorted(int(theme) for tongue in model.tongues for theme in tongue.theme_ids)


def _shared_texts(
    old: Model, new: Model, old_ids: list[int], new_ids: list[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Jaccard share of common texts (new, old), and the least number of common texts that either theme has."""
    _, in_old, in_new = np.intersect1d(old.keys, new.keys, return_indices=True)
    table = np.zeros((len(new_ids), len(old_ids)))
    was, now = old.key_themes[in_old], new.key_themes[in_new]
    old_size = np.asarray([(was == theme).sum() for theme in old_ids], dtype=np.float64)
    new_size = np.asarray([(now == theme).sum() for theme in new_ids], dtype=np.float64)
    both = (was >= 0) & (now >= 0)
    np.add.at(table, (np.searchsorted(new_ids, now[both]), np.searchsorted(old_ids, was[both])), 1.0)
    union = new_size[:, None] + old_size[None, :] - table
    return table / np.maximum(union, 1.0), np.minimum(new_size[:, None], old_size[None, :])


def _alike_words(old: Model, new: Model, old_ids: list[int], new_ids: list[int]) -> NDArray[np.float64]:
    """Cosine of what the words say for each pair of themes of one language, (new, old)."""
    likeness = np.zeros((len(new_ids), len(old_ids)))
    before = {tongue.language: tongue for tongue in old.tongues}
    for tongue in new.tongues:
        if tongue.language in before:
            ancestor = before[tongue.language]
            rows = np.searchsorted(new_ids, tongue.theme_ids)
            columns = np.searchsorted(old_ids, ancestor.theme_ids)
            likeness[np.ix_(rows, columns)] = _cosine(tongue, ancestor)
    return likeness


def _cosine(new: Tongue, old: Tongue) -> NDArray[np.float64]:
    column: dict[str, int] = defaultdict(lambda: -1, {stem: place for place, stem in enumerate(old.vocabulary)})
    there = np.asarray([column[stem] for stem in new.vocabulary], dtype=np.int64)
    a, b = _telling(new), _telling(old)
    common = there >= 0
    product = a[common].T @ b[there[common]]
    lengths = np.linalg.norm(a, axis=0)[:, None] * np.linalg.norm(b, axis=0)[None, :]
    return np.asarray(product / np.maximum(lengths, 1e-9), dtype=np.float64)


def _telling(tongue: Tongue) -> NDArray[np.float64]:
    """Only what speaks for a theme, stressed: a handful of words makes a theme what it is."""
    return np.maximum(tongue.mixture.evidence.astype(np.float64) - 1.0, 0.0) ** 2
