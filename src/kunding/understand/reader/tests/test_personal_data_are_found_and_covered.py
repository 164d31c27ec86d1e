"""Names, numbers and addresses are found; a redacted text holds no valid bank account number."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kunding.understand.reader import Reader, redact
from kunding.understand.reader.checksums import IBAN_LENGTH, is_iban, passes_luhn
from kunding.understand.reader.spans import find

KNOWN = [
    ("Mein Name ist Petra Schulz.", "name", "Petra Schulz"),
    ("Ihr Mitarbeiter Herr Özdemir war sehr nett.", "name", "Özdemir"),
    ("I spoke to Mrs. Carter twice.", "name", "Carter"),
    ("Mit freundlichen Grüßen\nJürgen Wagner", "name", "Jürgen Wagner"),
    ("gestern hat Thomas Berger angerufen", "name", "Thomas Berger"),
    ("Rufen Sie mich an: 0171 / 234 56 78", "phone", "0171 / 234 56 78"),
    ("call me on +44 20 7946 0958 please", "phone", "+44 20 7946 0958"),
    ("schreibt an max.muster@example.org bitte", "email", "max.muster@example.org"),
    ("IBAN: DE89 3704 0044 0532 0130 00.", "iban", "DE89 3704 0044 0532 0130 00"),
    ("de89370400440532013000", "iban", "de89370400440532013000"),
    ("card 4111 1111 1111 1111 was charged", "card", "4111 1111 1111 1111"),
    ("Meine Kundennummer ist 10023457.", "customer_number", "10023457"),
    ("my booking reference: ABX7Q2", "customer_number", "ABX7Q2"),
    ("Ich wohne in der Gartenstraße 12, 04109 Leipzig.", "address", "Gartenstraße 12, 04109 Leipzig"),
    ("we live at 12 Baker Street now", "address", "12 Baker Street"),
]


@pytest.mark.parametrize(("text", "kind", "part"), KNOWN)
def test_known_kinds_are_found_where_they_stand(text: str, kind: str, part: str) -> None:
    spans = Reader.shipped().read([text]).spans[0]
    assert (text.index(part), text.index(part) + len(part), kind) in spans


@pytest.mark.parametrize("text", [
    "Der Bus 42 kam am 12.03.2024 um 14:30 Uhr.", "Danke @Bahn_Service für die 3 Minuten.", "Vielen Dank!",
    "I paid $1,200 for 2 nights in 2023.", "Sehr geehrte Damen und Herren, guten Tag.", "RE 4 hält in Soest.",
])  # fmt: skip
def test_dates_prices_and_greetings_are_no_personal_data(text: str) -> None:
    assert Reader.shipped().read([text]).spans == [[]]


@given(st.sampled_from(["DE", "AT", "GB", "FR", "NL", "CH", "PL"]), st.integers(10**9, 10**30),
       st.sampled_from(["", " ", "-", ".", "\u00a0"]), st.text(max_size=30), st.text(max_size=30))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_redaction_leaves_no_valid_iban(country: str, account: int, gap: str, before: str, after: str) -> None:
    number = _with_check(country, str(account))
    written = gap.join(number[at : at + 4] for at in range(0, len(number), 4))
    text = f"{before} {written} {after}"
    assert not _valid_ibans(redact(text, find(text), "de"))
    assert not _valid_ibans(redact(text, Reader.shipped().read([text]).spans[0], "de"))


def test_marks_are_in_the_language_of_the_text() -> None:
    german, english = "Mein Name ist Petra Schulz und ich warte.", "My name is Peter Smith and I am waiting."
    assert redact(german, find(german), "de") == "Mein Name ist [Name] und ich warte."
    assert redact(english, find(english), "en") == "My name is [name] and I am waiting."


def test_spans_never_overlap() -> None:
    text = "Frau Petra Schulz, Gartenstraße 12, 04109 Leipzig, Kundennummer 4111 1111 1111 1111, DE89370400440532013000"
    spans = find(text)
    assert len(spans) >= 4
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_checks_of_numbers() -> None:
    assert is_iban("GB82WEST12345698765432")
    assert not is_iban("GB82WEST12345698765433")
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")


def _with_check(country: str, account: str) -> str:
    account = account[: IBAN_LENGTH[country] - 4].rjust(IBAN_LENGTH[country] - 4, "0")
    rest = int("".join(str(int(char, 36)) for char in account + country + "00")) % 97
    return f"{country}{98 - rest:02d}{account}"


def _valid_ibans(text: str) -> list[str]:
    tight = re.sub(r"(?<=[A-Za-z0-9])[\s.\u00a0-](?=[A-Za-z0-9])", "", text)
    starts = (hit.start() for hit in re.finditer(r"(?=[A-Za-z]{2}\d{2})", tight))
    runs = [tight[at : at + IBAN_LENGTH.get(tight[at : at + 2].upper(), 0)] for at in starts]
    return [run for run in runs if run and is_iban(run)]
