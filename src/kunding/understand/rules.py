"""Decisions about themes: which found theme is which of before."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

LEAST_SHARED = 0.25  # of the texts of both together


def match_labels(*, old: NDArray[np.int64], new: NDArray[np.int32]) -> dict[int, int]:
    """Return new label → old label, one to one, for themes that share enough of their texts.

    `old` and `new` label the same texts; −1 is no theme. The share is that of Jaccard: common ÷ all texts of both.

    >>> match_labels(old=np.array([7, 7, 7, 9, 9, -1]), new=np.array([1, 1, 0, 0, 0, 0]))
    {0: 9, 1: 7}
    """
    old_ids, old_at, old_sizes = np.unique(old, return_inverse=True, return_counts=True)
    new_ids, new_at, new_sizes = np.unique(new, return_inverse=True, return_counts=True)
    common = np.zeros((len(new_ids), len(old_ids)))
    np.add.at(common, (new_at, old_at), 1.0)
    shared = common / (new_sizes[:, None] + old_sizes[None, :] - common)
    shared[new_ids < 0, :] = 0.0
    shared[:, old_ids < 0] = 0.0
    rows, columns = linear_sum_assignment(-shared)
    return {
        int(new_ids[row]): int(old_ids[column])
        for row, column in zip(rows, columns, strict=True)
        if shared[row, column] >= LEAST_SHARED
    }
