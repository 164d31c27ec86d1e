"""Phone numbers and names in the form in which two of them are compared."""

import re
import unicodedata

_TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
_NOT_A_DIGIT = re.compile(r"\D")
_NO_NAME = frozenset(
    ["herr", "frau", "mr", "mrs", "ms", "dr", "prof", "ing", "dipl", "mag", "fam", "familie", "und", "and"]
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae"}
)
SHORTEST, LONGEST = 7, 15  # digits of a number with its country; E.164 allows 15
COUNTRY = "49"


def phone_number(written: str, *, country: str = COUNTRY) -> str:
    """Return a phone number as E.164, "" where it is none or its area is missing.

    >>> phone_number("0341 / 12-34 56"), phone_number("+49 (0) 341 123456"), phone_number("0049341123456")
    ('+49341123456', '+49341123456', '+49341123456')
    >>> phone_number("12 34"), phone_number("+43 1 5055 000"), phone_number("unbekannt")
    ('', '+4315055000', '')
    """
    text = _TRUNK_IN_BRACKETS.sub("", written)
    digits = _NOT_A_DIGIT.sub("", text)
    if text.lstrip().startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = country + digits[1:]
    else:
        return ""
    is_one = SHORTEST <= len(number) <= LONGEST and len(set(number)) > 2
    return f"+{number}" if is_one else ""


def plain_name(written: str) -> str:
    """Return a name without case, accents, titles and order of its parts.

    >>> plain_name("Dr. Erika Yılmaz"), plain_name("YILMAZ, Erika"), plain_name("Müller-Lüdenscheidt")
    ('erika yilmaz', 'erika yilmaz', 'luedenscheidt mueller')
    >>> plain_name("ᴬnna")
    'anna'
    """
    # İ becomes i with a dot of its own, which goes with the other accents.
    lowered = unicodedata.normalize("NFC", written).lower().translate(_UMLAUTS)
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign))
    # Ornamental letters become capitals only now, and accents came off letters that are written with two.
    words = re.findall(r"[^\W_]+", letters.lower().translate(_UMLAUTS))
    return " ".join(sorted(word for word in words if word not in _NO_NAME))


def plain_email(written: str) -> str:
    """Return an e-mail address as it is compared: lower case, without what follows a plus sign.

    >>> plain_email(" Erika+Strom@Example.org "), plain_email("keine")
    ('erika@example.org', '')
    """
    name, at, domain = "".join(written.split()).lower().partition("@")
    return f"{name.partition('+')[0]}@{domain}" if at and name and "." in domain else ""
