"""Finds the rows in a block of delimited text without parsing it cell by cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


@dataclass(frozen=True)
class Structure:
    """Where the whole rows of a block begin and end (behind the line end), their separators, and their lines.

    `lines` counts line ends before each row; `rest` is where the row that has only begun starts.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    separators: NDArray[np.int64]
    lines: NDArray[np.int64]
    blank: NDArray[np.bool_]
    rest: int


def structure_of(block: bytes, separator: str) -> Structure | None:
    """The rows of a block that begins with a row; None where quotation marks or line ends are not by the book."""
    bytes_ = np.frombuffer(block, dtype=np.uint8)
    is_newline = bytes_ == _NEWLINE
    is_separator = bytes_ == ord(separator)
    if b"\r" in block and _has_lone_return(bytes_):
        return None
    if b'"' in block:
        outside = _outside_quotes(bytes_, ord(separator))
        if outside is None:
            return None
        is_newline, is_separator, newlines = is_newline & outside, is_separator & outside, np.flatnonzero(is_newline)
    else:
        newlines = np.flatnonzero(is_newline)
    ends = np.flatnonzero(is_newline) + 1
    starts = np.concatenate(([0], ends[:-1])) if ends.size else ends
    separators = np.add.reduceat(is_separator[: ends[-1]], starts, dtype=np.int64) if ends.size else ends
    length = ends - starts
    blank = (length == 1) | ((length == 2) & (bytes_[starts] == _RETURN)) if ends.size else np.zeros(0, dtype=bool)
    return Structure(
        starts, ends, separators, np.searchsorted(newlines, starts), blank, int(ends[-1]) if ends.size else 0
    )


def _outside_quotes(bytes_: NDArray[np.uint8], separator: int) -> NDArray[np.bool_] | None:
    """Which bytes lie outside quotation marks; None where a mark opens or closes at another place than a cell."""
    marks = np.flatnonzero(bytes_ == _QUOTE)
    opening, closing = marks[0::2], marks[1::2]
    before = bytes_[opening[opening > 0] - 1]
    after = bytes_[closing[closing < bytes_.size - 1] + 1]
    opens_well = (before == separator) | (before == _NEWLINE) | (before == _QUOTE)
    closes_well = (after == separator) | (after == _NEWLINE) | (after == _QUOTE) | (after == _RETURN)
    if not (opens_well.all() and closes_well.all()):
        return None
    turns = np.zeros(bytes_.size, dtype=np.uint8)
    turns[marks] = 1
    # The sum runs over at 256, which leaves odd and even as they are.
    outside: NDArray[np.bool_] = np.equal(np.cumsum(turns, dtype=np.uint8) % 2, 0)
    return outside


def _has_lone_return(bytes_: NDArray[np.uint8]) -> bool:
    returns = np.flatnonzero(bytes_ == _RETURN)
    inner = returns[returns < bytes_.size - 1]
    return bool((bytes_[inner + 1] != _NEWLINE).any()) or inner.size < returns.size
