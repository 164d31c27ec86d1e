"""Rows of a file as the actions of the rooms take them, one module per kind."""

from kunding.listen.sources.file.canonical.batches import canonical_batch

__all__ = ["canonical_batch"]
