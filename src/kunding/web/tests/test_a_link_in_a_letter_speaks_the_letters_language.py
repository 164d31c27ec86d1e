"""Who follows the link in a letter goes on in the language of that letter, and can change it."""

import re

import pytest
from django.test import Client

from kunding.conftest import NOW, Firm, say
from kunding.people.models import Company
from kunding.respond.actions import acknowledge, answer, decide_batch
from kunding.respond.models import Case, Outgoing
from kunding.respond.queries.letters import language_of
from kunding.understand.models import Reading

pytestmark = pytest.mark.django_db
GERMAN, ENGLISH = "Was bisher geschehen ist", "What has happened"
UNKNOWN = "tr"  # none of the languages that the pages speak


def matter(firm: Firm, language: str) -> Case:
    said = say(firm, "…", at=NOW, intent="complaint", touchpoint=firm.bill, language=language)
    said.author, said.customer = "karl@example.org", None
    said.save()
    decide_batch(keys=[said.pk], at=NOW)
    return Case.objects.get()


def behind(letter: Outgoing, accepts: str, lang: str = "") -> str:
    """Follow the link in the letter with a browser that states these languages."""
    found = re.search(r"https?://[^/]+(/anliegen/\S+)", letter.text)
    assert found
    answered = Client().get(found[1], {"lang": lang} if lang else {}, headers={"Accept-Language": accepts})
    page = answered.content.decode()
    shown = "de" if GERMAN in page else "en"
    assert (GERMAN in page) != (ENGLISH in page)
    assert answered.headers["Content-Language"] == shown
    assert f'<html lang="{shown}"' in page
    return shown


@pytest.mark.parametrize("written", ["de", "en"])
@pytest.mark.parametrize("accepts", ["de-AT,de;q=0.9", "en-GB", "fr", ""])
def test_the_page_behind_a_letter_speaks_as_the_letter_does(firm: Firm, written: str, accepts: str) -> None:
    case = matter(firm, written)
    answer(case=case, by=firm.lea, text="…", decides=True, channel="mail", at=NOW)
    letter = Outgoing.objects.get()
    assert letter.language == written
    assert behind(letter, accepts) == written


@pytest.mark.parametrize("wanted", ["de", "en"])
def test_a_click_changes_the_language(firm: Firm, wanted: str) -> None:
    case = matter(firm, "de")
    answer(case=case, by=firm.lea, text="…", decides=True, channel="mail", at=NOW)
    assert behind(Outgoing.objects.get(), "de", lang=wanted) == wanted


def without_lang(letter: Outgoing) -> str:
    """Return the address in the letter as somebody may have typed it."""
    found = re.search(r"https?://[^/]+(/anliegen/[^/]+/)", letter.text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("accepts", "written", "shown"),
    [
        ("en-US,en;q=0.9", "de", ENGLISH), ("tr,de;q=0.5", "en", GERMAN),
        ("tr", "en", ENGLISH), ("tr", "de", GERMAN), ("", "en", ENGLISH),
    ],
)  # fmt: skip
def test_an_address_without_language_follows_the_browser_and_then_our_letters(
    firm: Firm, accepts: str, written: str, shown: str
) -> None:
    case = matter(firm, written)
    answer(case=case, by=firm.lea, text="…", decides=True, channel="mail", at=NOW)
    address = without_lang(Outgoing.objects.get())
    assert shown in Client().get(address, headers={"Accept-Language": accepts}).content.decode()


@pytest.mark.parametrize("companys", ["de", "en"])
def test_whose_language_we_do_not_write_reads_the_companys(firm: Firm, companys: str) -> None:
    Company.objects.update(language=companys)
    case = matter(firm, UNKNOWN)
    answer(case=case, by=firm.lea, text="…", decides=True, channel="mail", at=NOW)
    assert behind(Outgoing.objects.get(), UNKNOWN) == companys


def test_what_is_sent_from_the_page_goes_on_in_its_language(firm: Firm) -> None:
    case = matter(firm, "en")
    answer(case=case, by=firm.lea, text="…", decides=True, channel="mail", at=NOW)
    address, german = without_lang(Outgoing.objects.get()), {"Accept-Language": "de"}
    Client().post(f"{address}verdict/?lang=en", {"solved": "no", "why": "Still wrong."}, headers=german)
    assert case.verdicts.get().language == "en"
    Client().post(f"{address}add/?lang=en", {"text": "Hello?", "once": "a-word"}, headers=german)
    added = case.feedback.said_again.get(text="Hello?")
    assert added.extra["language"] == "en"
    assert language_of(added, otherwise="de") == "en"


def test_a_form_that_was_not_read_yet_leads_to_a_page_in_its_language(firm: Firm) -> None:
    sent = {"text": "The bus did not come.", "once": "a-word-of-the-form", "email": "", "name": ""}
    there = Client().post("/melden/?lang=en", sent)["Location"]
    assert not Reading.objects.exists()
    assert ENGLISH in Client().get(there, headers={"Accept-Language": "de"}).content.decode()


def test_a_receipt_leads_to_the_same_language(firm: Firm) -> None:
    sent = {"text": "Der Bus kam nicht.", "once": "another-word", "email": "karl@example.org", "name": ""}
    Client().post("/melden/?lang=de", sent)
    case = Case.objects.get()
    acknowledge(keys=[case.pk], at=case.registered_at)
    assert behind(Outgoing.objects.get(), "en") == "de"
