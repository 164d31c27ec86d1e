"""Numbers that carry a check: IBAN (ISO 13616, modulo 97) and payment cards (Luhn)."""

import re
from collections.abc import Iterator

SHORTEST_IBAN, LONGEST_IBAN = 15, 34
_IBAN_START = re.compile(r"(?=([A-Za-z]{2}[\W_]{0,3}\d[\W_]{0,3}\d))")
_CARD = re.compile(r"\d(?:[ \t\u00a0./-]{0,2}\d){12,40}")


def iban_ends(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each IBAN with a right checksum; spaces, dots and dashes inside are allowed."""
    at = 0
    for hit in _IBAN_START.finditer(text):
        if hit.start() < at:
            continue
        end = _longest_iban(text, hit.start())
        if end:
            yield hit.start(), end
            at = end


def is_iban(number: str) -> bool:
    """Whether letters and digits without gaps pass the check."""
    if not SHORTEST_IBAN <= len(number) <= LONGEST_IBAN or not number.isascii() or not number.isalnum():
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _longest_iban(text: str, start: int) -> int:
    """The end of the longest run from `start` that passes the check, or 0."""
    compact, end, gap = "", 0, 0
    for place in range(start, min(len(text), start + 3 * LONGEST_IBAN)):
        char = text[place]
        if char.isascii() and char.isalnum():
            compact, gap = compact + char, 0
            if len(compact) > LONGEST_IBAN:
                break
            if len(compact) >= SHORTEST_IBAN and is_iban(compact):
                end = place + 1
        else:
            gap += 1
            if gap > 3:
                break
    return end


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
