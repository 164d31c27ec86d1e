"""The graph of texts that say alike things, and its communities."""

from dataclasses import dataclass

import graspologic_native
import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import sparse

CHUNK = 1000


@dataclass(frozen=True)
class Graph:
    """Undirected edges between texts: `left[i]`–`right[i]` with `weight[i]`."""

    size: int
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]


def link_neighbours(places: NDArray[np.float32], neighbours: int) -> Graph:
    """Joins every text with its nearest ones; an edge weighs as the share of neighbours that both have in common.

    places: unit vectors (n, d).
    """
    size = len(places)
    nearest = find_nearest(places, neighbours)
    return _weigh_by_shared(nearest, size)


def find_nearest(places: NDArray[np.float32], neighbours: int) -> NDArray[np.int32]:
    """The nearest other texts by cosine, int32 (n, neighbours), the nearest first."""
    size = len(places)
    nearest = np.empty((size, neighbours), dtype=np.int32)
    for start in range(0, size, CHUNK):
        likeness = places[start : start + CHUNK] @ places.T
        rows = np.arange(len(likeness))
        likeness[rows, rows + start] = -2.0
        nearest[start : start + CHUNK] = _largest(likeness, neighbours)
    return nearest


@njit(cache=True)
def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.int32]:
    """Columns of the largest values of each row: a sorted short list, into which few values ever come."""
    rows, columns = values.shape
    found = np.zeros((rows, count), dtype=np.int32)
    heights = np.empty(count, dtype=np.float32)
    for row in range(rows):
        heights[:] = -np.inf
        for column in range(columns):
            value = values[row, column]
            if value > heights[count - 1]:
                place = count - 1
                while place > 0 and heights[place - 1] < value:
                    heights[place] = heights[place - 1]
                    found[row, place] = found[row, place - 1]
                    place -= 1
                heights[place] = value
                found[row, place] = column
    return found


def _weigh_by_shared(nearest: NDArray[np.int32], size: int) -> Graph:
    neighbours = nearest.shape[1]
    pointers = np.arange(0, size * neighbours + 1, neighbours)
    ones = np.ones(nearest.size, dtype=np.float32)
    links = sparse.csr_matrix((ones, nearest.ravel(), pointers), shape=(size, size))
    own = links + sparse.eye(size, dtype=np.float32, format="csr")
    either = (links + links.T).tocsr()
    either.data = np.ones_like(either.data)
    shared = (own @ own.T).multiply(either).tocoo()
    kept = shared.row < shared.col
    common = shared.data[kept]
    return Graph(
        size=size,
        left=shared.row[kept].astype(np.int32),
        right=shared.col[kept].astype(np.int32),
        weight=(common / (2 * (neighbours + 1) - common)).astype(np.float32),
    )


def find_communities(graph: Graph, *, resolution: float, seed: int) -> NDArray[np.int32]:
    """Leiden communities, int32 (n,), -1 for a text without any link."""
    labels = np.full(graph.size, -1, dtype=np.int32)
    if not len(graph.left):
        return labels
    edges = [
        (str(left), str(right), weight)
        for left, right, weight in zip(
            graph.left.tolist(), graph.right.tolist(), graph.weight.astype(float).tolist(), strict=True
        )
    ]
    _, found = graspologic_native.leiden(edges=edges, resolution=resolution, seed=seed)
    nodes = np.fromiter(map(int, found), dtype=np.int64, count=len(found))
    labels[nodes] = np.fromiter(found.values(), dtype=np.int32, count=len(found))
    return labels
