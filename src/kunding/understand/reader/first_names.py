"""Common first names in Germany and in English-speaking countries, written down by us."""

from importlib.resources import files

FIRST_NAMES = frozenset(
    files("kunding.understand.reader").joinpath("first_names.txt").read_text(encoding="utf-8").split()
)
