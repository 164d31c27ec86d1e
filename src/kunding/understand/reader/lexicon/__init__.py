"""The reader's own word lists and how they are found in texts."""

from kunding.understand.reader.lexicon.categories import CATEGORIES, COLUMN, COLUMNS
from kunding.understand.reader.lexicon.lists import Lexicon, common_first_names, shipped
from kunding.understand.reader.lexicon.matching import match

__all__ = ["CATEGORIES", "COLUMN", "COLUMNS", "Lexicon", "common_first_names", "match", "shipped"]
