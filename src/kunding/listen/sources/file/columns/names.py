"""Brings column names to one form, so that “Kunden-Nr.”, “customerID” and “CUSTOMER_ID” can be compared."""

import re

_CAMEL = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])")
_OTHER = re.compile(r"[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a column name.

    >>> tokens_of("customerID"), tokens_of("Kunden-Nr.")
    (('customer', 'id'), ('kunden', 'nr'))
    """
    spaced = _CAMEL.sub(" ", name.strip()).lower().translate(_UMLAUTS)
    return tuple(token for token in _OTHER.split(spaced) if token)


def joined(name: str) -> str:
    """The column name in one piece: "Erstellt am" → "erstelltam"."""
    return "".join(tokens_of(name))
