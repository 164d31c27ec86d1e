"""German, English and their neighbours are told apart; what cannot be read is und."""

import csv
from pathlib import Path

import pytest

from kunding.understand.reader import Reader

PLAIN = {
    "de": ["Der Bus kam gestern eine halbe Stunde zu spät.", "Wo finde ich meine Rechnung?", "Freundliches Personal",
           "kein Internet seit Montag", "Rechnung falsch", "Tolle Beratung, danke!"],
    "en": ["The bus was half an hour late yesterday.", "Where can I find my bill?", "Very friendly staff",
           "no internet since Monday", "still waiting for my refund", "Great service, thank you!"],
    "fr": ["Je voudrais savoir où est mon colis, merci."],
    "es": ["Hola, ¿cuándo llega mi pedido? Gracias."],
    "it": ["Vorrei sapere dove si trova il mio pacco, grazie."],
    "nl": ["Ik heb mijn bestelling nog niet ontvangen, kunt u mij helpen?"],
    "pl": ["Dzień dobry, nie otrzymałem jeszcze mojego zamówienia."],
    "pt": ["Olá, ainda não recebi a minha encomenda, obrigado."],
    "tr": ["Merhaba, siparişim hala gelmedi, lütfen yardım edin."],
    "sv": ["Hej, jag har inte fått min beställning ännu."],
    "ru": ["Здравствуйте, я ещё не получил свой заказ."],
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_plain_sentences_are_recognised(language: str) -> None:
    assert Reader.shipped().read(PLAIN[language]).language == [language] * len(PLAIN[language])


def test_nothing_to_read_is_und() -> None:
    assert Reader.shipped().read(["", "   ", "12345", "😀😀", "https://example.org"]).language == ["und"] * 5


def test_real_bank_questions_are_english(reader_data: Path) -> None:
    texts = _column(reader_data / "banking77" / "questions.csv", "text")[::7]
    told = Reader.shipped().read(texts).language
    assert sum(one == "en" for one in told) / len(told) >= 0.985


def test_real_passengers_posts_are_german(reader_data: Path) -> None:
    texts = _column(reader_data / "mobasa" / "feedback.csv", "text")[::5]
    told = Reader.shipped().read(texts).language
    assert sum(one == "de" for one in told) / len(told) >= 0.96  # some posts in the file are English


def _column(file: Path, name: str) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines)]
