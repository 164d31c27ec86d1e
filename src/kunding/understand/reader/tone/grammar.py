"""The little German grammar that a proposal needs: a genitive turned into the dative."""

_DETERMINER = {
    "ihres": "Ihrem", "unseres": "unserem", "des": "dem", "dieses": "diesem", "eines": "einem", "meines": "meinem",
    "ihrer": "Ihrer", "unserer": "unserer", "der": "der", "dieser": "dieser", "einer": "einer", "meiner": "meiner",
}  # fmt: skip
_FEMININE = (
    "ung", "heit", "keit", "ion", "schaft", "tät", "enz", "anz", "frage", "nachricht", "beschwerde", "kasse", "hilfe",
    "karte", "sache", "adresse", "nummer", "firma", "stelle", "bank", "post", "bahn", "höhe", "gebühr", "mail",
)  # fmt: skip
_CONTRACTED = (("zu der ", "zur "), ("zu dem ", "zum "), ("von dem ", "vom "), ("bei dem ", "beim "))
_WEAK = ("herrn", "kunden", "namens", "patienten", "kollegen")


def dative(phrase: str) -> str | None:
    """A genitive phrase in the dative, or None where its gender cannot be told from its form.

    >>> dative("Ihres letzten Schreibens"), dative("der Rechnung"), dative("der Kosten")
    ('Ihrem letzten Schreiben', 'der Rechnung', None)
    """
    first, *middle, noun = phrase.split()
    determiner = _DETERMINER.get(first.lower())
    if determiner is None:
        return None
    if first.lower().endswith("r"):
        return " ".join([determiner, *middle, noun]) if noun.lower().endswith(_FEMININE) else None
    bare = _bare(noun)
    return " ".join([determiner, *middle, bare]) if bare else None


def contracted(text: str) -> str:
    """“zu der” as “zur” and the like.

    >>> contracted("zu der Höhe"), contracted("bei dem Antrag")
    ('zur Höhe', 'beim Antrag')
    """
    for apart, together in _CONTRACTED:
        if text.startswith(apart):
            return together + text[len(apart) :]
    return text


def _bare(noun: str) -> str | None:
    low = noun.lower()
    if low in _WEAK or not low.endswith("s"):
        return None
    if low.endswith(("sses", "zes", "ßes", "rtes", "ages", "efes", "ndes", "ktes", "gtes", "hnes", "tzes", "uses")):
        return noun[:-2]
    return None if low.endswith(("es", "ss")) else noun[:-1]
