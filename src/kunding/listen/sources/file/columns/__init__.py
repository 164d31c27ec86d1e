"""Which column of a file holds what, by its name and by its content."""

from kunding.listen.sources.file.columns.matching import match_columns

__all__ = ["match_columns"]
