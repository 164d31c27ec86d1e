"""Knows a file again by its content, whatever its name."""

from hashlib import blake2b
from pathlib import Path

_BLOCK = 1 << 16
_BLOCKS = 64


def fingerprint(path: Path) -> str:
    """A digest of a file's size and of blocks spread evenly over it, so that it takes no time for any size."""
    size = path.stat().st_size
    digest = blake2b(str(size).encode(), digest_size=20)
    with path.open("rb") as file:
        for number in range(_BLOCKS + 1):
            file.seek(max(0, size - _BLOCK) * number // _BLOCKS)
            digest.update(file.read(_BLOCK))
    return digest.hexdigest()
