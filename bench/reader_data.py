"""Texts with labels that the reader is trained on, by domain: our own sentences and the open data sets."""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DATA = Path(os.environ.get("KUNDING_TEST_DATA", HERE.parent.parent / "shared" / "data"))

# Questions to a bank that ask and blame nobody; the other intents of banking77 mix questions with grievances.
PLAIN_QUESTIONS = {
    "activate_my_card", "age_limit", "apple_pay_or_google_pay", "atm_support", "automatic_top_up", "card_acceptance",
    "card_about_to_expire", "card_linking", "change_pin", "country_support", "disposable_card_limits",
    "edit_personal_details", "exchange_rate", "exchange_via_app", "fiat_currency_support",
    "get_disposable_virtual_card", "get_physical_card", "getting_spare_card", "getting_virtual_card",
    "order_physical_card", "receiving_money", "supported_cards_and_currencies", "top_up_by_bank_transfer_charge",
    "top_up_by_card_charge", "top_up_by_cash_or_cheque", "top_up_limits", "topping_up_by_card", "transfer_into_account",
    "transfer_timing", "verify_my_identity", "verify_source_of_funds", "verify_top_up", "visa_or_mastercard",
    "why_verify_identity", "card_delivery_estimate", "lost_or_stolen_phone", "passcode_forgotten",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One text with what is known of it; an empty label is unknown."""

    domain: str
    text: str
    sentiment: str
    intent: str
    weight: float = 1.0
    language: str = ""


def every() -> list[Example]:
    """All training texts, without the rows that the evaluation set refers to."""
    return [*own(), *mobasa(), *complaints(), *questions()]


def own() -> list[Example]:
    """Sentences that we wrote, one domain per file."""
    found: list[Example] = []
    for file in sorted((HERE / "reader_sentences").glob("*.txt")):
        language = sentiment = intent = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            line = line.strip()
            if line.startswith("[") and line.endswith("]"):
                language, sentiment, intent = line.strip("[]").split()
            elif line and not line.startswith("#"):
                found.append(Example(file.stem, line, sentiment, intent, language=language))
    return found


def mobasa(weight: float = 0.05, *, include_held_out: bool = False) -> list[Example]:
    """Posts to public-transport companies (Gabryszak & Thomas 2022, CC BY 4.0); intent where the labels imply it."""
    intent = {"negative": "complaint", "positive": "praise"}
    found = []
    for row in _rows("mobasa/feedback.csv", include_held_out):
        sentiment, text = row["sentiment"], row["text"]
        what = intent.get(sentiment, "" if "?" in text else "none")
        found.append(Example("mobasa", text, sentiment, "" if sentiment == "positive" else what, weight, "de"))
    return found


def complaints(weight: float = 0.1, every_nth: int = 8) -> list[Example]:
    """Beginnings of narratives to a US authority (public domain), thinned out: all are grievances."""
    texts = [row["Consumer complaint narrative"] for row in _rows("cfpb/complaints.csv")]
    told = [text[:600] for text in texts if text][::every_nth]
    return [Example("cfpb", text, "negative", "complaint", weight, "en") for text in told]


def questions(weight: float = 0.1, every_nth: int = 6) -> list[Example]:
    """Questions to a bank (PolyAI, CC BY 4.0), thinned out, only of intents that merely ask."""
    rows = [row for row in _rows("banking77/questions.csv") if row["category"] in PLAIN_QUESTIONS]
    return [Example("banking77", row["text"], "neutral", "question", weight, "en") for row in rows[::every_nth]]


def held_out() -> set[tuple[str, int]]:
    """(file, row) pairs that belong to the evaluation set and must not be learned."""
    file = HERE / "evaluation" / "rows.csv"
    if not file.exists():
        return set()
    with file.open(encoding="utf-8", newline="") as lines:
        return {(Path(row["file"]).name, int(row["row"])) for row in csv.DictReader(lines)}


def _rows(name: str, include_held_out: bool = False) -> Iterator[dict[str, str]]:
    banned = set() if include_held_out else held_out()
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if (Path(name).name, number) not in banned:
                yield row
