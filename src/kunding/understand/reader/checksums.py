"""Numbers that carry a check: IBAN (ISO 13616, modulo 97) and payment cards (Luhn)."""

import re
from collections.abc import Iterator

# Lengths of the account numbers that countries issue (the register that belongs to ISO 13616).
IBAN_LENGTH = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20,
    "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
LARGEST_GAP = 3  # characters that may stand between two characters of a number
_IBAN_START = re.compile(r"(?=([A-Za-z]{2}[\W_]{0,3}\d[\W_]{0,3}\d))")
_CARD = re.compile(r"\d(?:[ \t\u00a0./-]{0,2}\d){12,40}")


def iban_ends(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each IBAN with a right checksum; spaces, dots and dashes inside are allowed."""
    at = 0
    for hit in _IBAN_START.finditer(text):
        if hit.start() < at or hit.group(1)[:2].upper() not in IBAN_LENGTH:
            continue
        end = _iban_end(text, hit.start())
        if end:
            yield hit.start(), end
            at = end


def is_iban(number: str) -> bool:
    """Whether letters and digits without gaps have their country's length and pass the check."""
    if IBAN_LENGTH.get(number[:2].upper()) != len(number) or not number.isascii() or not number.isalnum():
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _iban_end(text: str, start: int) -> int:
    """The end of the IBAN that begins at `start`, or 0."""
    wanted = IBAN_LENGTH[text[start : start + 2].upper()]
    compact, gap = "", 0
    for place in range(start, len(text)):
        char = text[place]
        if char.isascii() and char.isalnum():
            compact, gap = compact + char, 0
            if len(compact) == wanted:
                return place + 1 if is_iban(compact) else 0
        else:
            gap += 1
            if gap > LARGEST_GAP:
                break
    return 0


def card_ends(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each run of 13 to 19 digits that passes Luhn's check."""
    for hit in _CARD.finditer(text):
        places = [hit.start() + at for at, char in enumerate(hit.group()) if char.isdigit()]
        for size in range(min(19, len(places)), 12, -1):
            number = "".join(text[place] for place in places[:size])
            if passes_luhn(number):
                yield places[0], places[size - 1] + 1
                break


def passes_luhn(number: str) -> bool:
    """Whether digits pass the check of payment cards."""
    total = 0
    for place, char in enumerate(reversed(number)):
        digit = int(char) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0
