import re
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override

from kunding.cockpit import wording
from kunding.cockpit.filters import chosen
from kunding.cockpit.report import as_html, as_pdf, board
from kunding.conftest import NOW, Life, login
from kunding.listen.models import Feedback


def shown(client: Client, address: str, language: str) -> str:
    page = client.get(address, headers={"accept-language": language}).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.mark.parametrize(("language", "words"), [("de", "hat uns 1 Kunde etwas gesagt"), ("en", "1 customer told us")])
def test_it_counts_customers_and_bends_words(life: Life, language: str, words: str) -> None:
    assert words in shown(login(life.firm.vera), "/?period=all", language)


@pytest.mark.parametrize(("language", "title"), [("de", "und was wir ihnen schulden"), ("en", "what we owe them")])
def test_the_board_reads_the_same_sentence(life: Life, language: str, title: str) -> None:
    with override(language):
        report = board(chosen({"period": "all"}), at=NOW)
        assert title in report.title
        assert life.theme.label in report.sentence
        assert report.sentence in " ".join(unescape(as_html(report)).split())
        assert as_pdf(report).startswith(b"%PDF")


def test_a_share_of_few_is_not_told(life: Life) -> None:
    with override("de"):
        report = board(chosen({"period": "30"}), at=NOW)
    assert [tile.value for tile in report.tiles if tile.name == "Stimmung"] == ["zu früh"]


def test_the_words_of_the_report_name_nobody(life: Life) -> None:
    people = [life.firm.vera.name, life.firm.lea.name, life.firm.emil.name, life.firm.customer.name]
    for page in ("/", "/pains/", "/themes/", "/report.pdf"):
        answer = login(life.firm.vera).get(page)
        # The person's own name stands in the menu.
        assert not [name for name in people[1:] if name.encode() in answer.content], page


def test_each_bar_leads_to_exactly_the_feedback_that_it_counts(life: Life) -> None:
    client = login(life.firm.vera)
    chart = client.get("/?period=all").context["course"]
    for series in chart["series"]:
        for value, link in zip(series["values"], series["links"], strict=True):
            assert client.get(link).context["page"].paginator.count == value, (series["name"], link)
    assert sum(sum(series["values"]) for series in chart["series"]) == Feedback.objects.count()


def test_an_empty_company_is_told_what_to_do(vera: Client, lake: object) -> None:
    assert "kunding import" in vera.get("/").content.decode()


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [(184213.4, "184.000\u00a0€", "€184,000"), (9.4, "9\u00a0€", "€9"), (None, "–", "–"), (0, "0\u00a0€", "€0")],
)
def test_money_has_the_digits_that_an_estimate_deserves(value: float | None, german: str, english: str) -> None:
    with override("de"):
        assert wording.euro(value) == german
    with override("en"):
        assert wording.euro(value) == english
