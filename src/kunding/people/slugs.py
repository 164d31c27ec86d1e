"""Short codes out of names."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(name: str, *, longest: int = 40) -> str:
    """A code for a name: lower case, letters, digits and hyphens.

    >>> slug("Öffentlicher Verkehr & Busse")
    'oeffentlicher-verkehr-busse'
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "unnamed"
