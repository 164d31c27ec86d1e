"""Safe proposals are put in place so that the sentence stays one."""

import pytest

from kunding.understand.reader.tone import check
from kunding.understand.reader.tone.grammar import dative

REWRITTEN = [
    ("Bezüglich Ihres Schreibens rufe ich an.", "Zu Ihrem Schreiben rufe ich an."),
    ("Ich schreibe Ihnen hinsichtlich der Rechnung.", "Ich schreibe Ihnen zur Rechnung."),
    ("Der Betrag gelangt am Montag zur Auszahlung.", "Der Betrag wird am Montag ausgezahlt."),
    ("Die Gebühr wird in Abzug gebracht.", "Die Gebühr wird abgezogen."),
    ("Der Bus fährt nicht. Wir bitten um Ihr Verständnis.", "Der Bus fährt nicht."),
    ("Please be advised that the shop is closed.", "The shop is closed."),
    ("We hereby confirm the order.", "We confirm the order."),
    ("In the event that it rains, we stay.", "If it rains, we stay."),
    ("The bus is late. Thank you for your patience and understanding.", "The bus is late."),
    ("Call us prior to the visit.", "Call us before the visit."),
]


@pytest.mark.parametrize(("draft", "better"), REWRITTEN)
def test_safe_proposals_are_put_in_place(draft: str, better: str) -> None:
    assert check(draft, kind="letter").rewritten == better


@pytest.mark.parametrize("draft", [
    "Bezüglich der Kosten rufe ich an.",  # plural or feminine cannot be told
    "Bekanntlich ist heute Montag.",  # without its first word the German sentence would be a question
    "Wir bitten um Ihr Verständnis, weil der Bus nicht fährt.",
])  # fmt: skip
def test_what_may_not_fit_is_only_proposed(draft: str) -> None:
    tone = check(draft, kind="letter")
    assert tone.findings
    assert tone.rewritten == draft


@pytest.mark.parametrize(("genitive", "turned"), [
    ("Ihres Vertrages", "Ihrem Vertrag"), ("des Hauses", "dem Haus"), ("unseres neuen Tarifs", "unserem neuen Tarif"),
    ("Ihrer Nachricht", "Ihrer Nachricht"), ("der Kosten", None), ("des Kunden", None),
])  # fmt: skip
def test_a_genitive_is_turned_or_left(genitive: str, turned: str | None) -> None:
    assert dative(genitive) == turned
