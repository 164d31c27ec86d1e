"""Personal data in texts: where names, numbers and addresses stand."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.checksums import card_ends, iban_ends
from kunding.understand.reader.lexicon import COLUMN, common_first_names
from kunding.understand.reader.readings import Span
from kunding.understand.reader.tokens import SHAPE, Tokens

_WORD = r"[A-ZÄÖÜ][\w'’-]+"
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\w/])(?:\+|00)?\(?\d[\d\s()/.\-]{5,20}\d(?!\w)")
_PHONE_CUE = re.compile(r"(?:tel|fon|phone|mobil|handy|rückruf|nummer|call|cell|fax|erreich|whatsapp|durchwahl)", re.I)
_CUSTOMER_CUES = (
    "kunden", "vertrags", "rechnungs", "vorgangs", "ticket", "auftrags", "bestell", "buchungs", "mitglieds",
    "versicherungs", "schaden", "zähler", "sendungs", "fall", "police", "aktenzeichen", "customer", "account",
    "booking", "order", "case", "policy", "contract", "member", "claim", "reference", "confirmation", "meter",
    "loyalty", "tracking",
)  # fmt: skip
_CUSTOMER = re.compile(
    rf"(?:{'|'.join(_CUSTOMER_CUES)})[\w-]*\s*"
    r"(?:nummer|nr|no|number|code|id|ref|reference|konto)?[\s.:#=-]*(?:(?:ist|lautet|is)[\s:]+)?"
    r"(?=[\w/-]*\d)([A-Za-z0-9][\w/-]{3,24})",
    re.I,
)
_STREET = re.compile(
    r"(?:" + _WORD + r"(?:straße|strasse|str\.|weg|allee|platz|gasse|ring|ufer|damm)|"
    r"(?:" + _WORD + r"[ -]){0,2}(?:Straße|Strasse|Str\.|Weg|Allee|Platz|Gasse|Ring|Ufer|Damm))\s+\d{1,4}\s?[a-z]?\b"
    r"(?:,?\s+(?:D-)?\d{5}\s+" + _WORD + r")?"
)
_STREET_WORDS = (
    "Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Dr", "Court", "Ct", "Boulevard", "Blvd",
    "Way", "Place", "Close", "Crescent", "Terrace",
)  # fmt: skip
_STREET_EN = re.compile(rf"\b\d{{1,5}}\s+(?:{_WORD}\s+){{1,3}}(?:{'|'.join(_STREET_WORDS)})\b\.?")
_STREET_HINT = re.compile(r"(?:[Ss]tr(?:aße|asse|\.)|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|[Rr]ing|[Uu]fer|[Dd]amm)\s+\d")
_POSTCODE = re.compile(r"\b(?:D-)?\d{5}\s+" + _WORD + r"(?:\s(?:am|an der|im|bei)\s" + _WORD + r")?")
_TITLED = re.compile(
    r"\b(?:Herrn?|Frau|Fr\.|Hr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.|Prof\.)\s+(?:(?:Dr|Prof)\.\s+)*(" + _WORD
    + r"(?:\s+(?:von|van|de|zu)\s+" + _WORD + r"|\s+" + _WORD + r")?)"
)  # fmt: skip
_CALLED = re.compile(
    r"(?:[Mm]ein Name ist|[Ii]ch heiße|[Ii]ch heisse|[Mm]y name is|[Nn]ame:|"
    r"\b(?:Grüßen|Grüße|Gruß|Gruss|Grüssen|Grüsse|MfG|mfg|LG|VG|[Rr]egards|[Ss]incerely|Yours|Cheers),?)\s*\n?\s*"
    r"((?:Dr\. )?" + _WORD + r"(?:\s+" + _WORD + r"){0,2})"
)
_PAIR = re.compile(r"(?<![\w@#])(?=(" + _WORD + r")\s+(?:(?:von|van|de|zu)\s+)?(" + _WORD + r"))")
_NO_NAMES = frozenset({
    "Kundenservice", "Kundendienst", "Service", "Team", "Support", "Ihr", "Ihre", "Der", "Die", "Das", "Ich",
    "Wir", "Sie", "Es", "Und", "Hat", "Ist", "War", "The", "I", "We", "You", "And", "Is", "Was", "He", "She",
    "They", "Herr", "Frau", "Damen", "Herren", "Customer", "Hallo", "Guten", "Sehr", "Bitte", "Danke",
    "Vielen", "Mit", "Mal", "Im", "Am", "In", "An", "Aus", "Von", "Doktor", "Professor", "Nachbar",
    "Kollegin", "Kollege", "Your", "My", "It", "This", "That", "Thank", "Thanks", "Please", "Best", "Kind",
})  # fmt: skip

Finder = Callable[[str], Iterator[Span]]


def spans(texts: Sequence[str], tokens: Tokens, found: npt.NDArray[np.float32]) -> list[list[Span]]:
    """Personal data of each text as (start, end, kind), in order and without overlaps.

    Compiled counts say beforehand which searches can find anything, so that most texts are never searched.
    """
    digits = tokens.shape[:, SHAPE["digits"]]
    ats = tokens.shape[:, SHAPE["ats"]]
    capitals = tokens.shape[:, SHAPE["capitals"]]
    titled = found[:, COLUMN["cue_name"]]
    called = found[:, COLUMN["cue_first"]]
    none: list[Span] = []
    outcome = [none] * len(texts)
    for row in np.flatnonzero((digits >= 1) | (ats > 0) | (capitals > 1)).tolist():
        finders = list(_finders(digits[row], ats[row], capitals[row], titled[row], called[row]))
        if finders:
            outcome[row] = _apart(span for find in finders for span in find(texts[row]))
    return [list(one) for one in outcome]


def find(text: str) -> list[Span]:
    """Personal data of one text, every search tried."""
    return _apart(span for finder in _finders(99, 1, 99, 1, 1) for span in finder(text))


def _finders(digits: float, ats: float, capitals: float, titled: float, called: float) -> Iterator[Finder]:
    if ats:
        yield emails
    if digits >= 10:
        yield ibans
        yield cards
    if digits >= 2:
        yield customer_numbers
    if digits >= 6:
        yield phones
    if digits and capitals:
        yield addresses
    if titled and capitals:
        yield titled_names
    if called and capitals >= 2:
        yield first_names


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    at = text.find("@")
    while at >= 0 and not text[at - 1 : at].isalnum():  # a mention is no address
        at = text.find("@", at + 1)
    if at < 0:
        return iter(())
    return ((hit.start(), hit.end(), "email") for hit in _EMAIL.finditer(text))


def ibans(text: str) -> Iterator[Span]:
    """International bank account numbers whose checksum is right, however they are spaced."""
    return ((start, end, "iban") for start, end in iban_ends(text))


def cards(text: str) -> Iterator[Span]:
    """Payment card numbers of 13 to 19 digits that pass the Luhn check."""
    return ((start, end, "card") for start, end in card_ends(text))


def customer_numbers(text: str) -> Iterator[Span]:
    """Numbers that a word such as Kundennummer, order or claim introduces."""
    # Plain searches first: they cost a twentieth of the pattern's, and most texts hold none of these words.
    lower = text.lower()
    if not any(cue in lower for cue in _CUSTOMER_CUES):
        return iter(())
    return ((hit.start(1), hit.end(1), "customer_number") for hit in _CUSTOMER.finditer(text))


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers: with prefix 0 or +, or any long number close to a word about calling."""
    for hit in _PHONE.finditer(text):
        number = hit.group()
        digits = sum(char.isdigit() for char in number)
        if not 7 <= digits <= 15 or re.fullmatch(r"\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s*", number):
            continue
        near = text[max(0, hit.start() - 30) : hit.start()]
        usual = number.lstrip("(").startswith(("+", "0")) or re.match(r"\(?\d{3}\)?[ .-]\d{3}", number)
        if usual or _PHONE_CUE.search(near):
            yield hit.start(), hit.end(), "phone"


def addresses(text: str) -> Iterator[Span]:
    """Streets with house number, postcodes with town."""
    for pattern in _address_patterns(text):
        yield from ((hit.start(), hit.end(), "address") for hit in pattern.finditer(text))


def _address_patterns(text: str) -> Iterator[re.Pattern[str]]:
    if _STREET_HINT.search(text):
        yield _STREET
    if any(word in text for word in _STREET_WORDS):
        yield _STREET_EN
    yield _POSTCODE


def titled_names(text: str) -> Iterator[Span]:
    """Names after Herr, Frau, Mr, Mrs, a greeting at the end, or "my name is"."""
    for pattern in (_TITLED, _CALLED):
        for hit in pattern.finditer(text):
            start, end = hit.span(1)
            words = text[start:end].split()
            while words and words[-1].strip(".,") in _NO_NAMES:
                words.pop()
            if words and words[0] not in _NO_NAMES:
                length = text[start:end].find(words[-1]) + len(words[-1])
                yield start, start + length, "name"


def first_names(text: str) -> Iterator[Span]:
    """A common first name followed by another capitalised word."""
    known = common_first_names()
    for hit in _PAIR.finditer(text):
        if hit.group(1).lower() in known and hit.group(2) not in _NO_NAMES:
            yield hit.start(1), hit.end(2), "name"


def _apart(found: Iterator[Span]) -> list[Span]:
    """Spans without overlaps: of two that overlap the surer kind stays, enlarged by nothing."""
    rank = {"iban": 0, "email": 1, "card": 2, "address": 3, "customer_number": 4, "phone": 5, "name": 6}
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (rank[one[2]], one[0], -one[1])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)
