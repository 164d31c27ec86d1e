from pathlib import Path

import pytest
from django.utils.timezone import now
from playwright.sync_api import Browser, Page

from kunding.conftest import Firm, browser_or_skip, say
from kunding.respond.actions import answer, decide_batch
from kunding.respond.models import Case, Verdict
from kunding.respond.signing import link_word
from kunding.web.public.writing import add_words
from kunding.web.tests.test_pages_in_a_real_browser import AXE, DESK, PHONE, browser, listen, told  # noqa: F401
from tests.attacks.test_a18_customers_words_never_run import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def page_on(
    opened: Browser,
    *,
    size: dict[str, int] = PHONE,
    light: str = "light",
    language: str = "de-DE",
    scripts: bool = True,
) -> Page:
    context = opened.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale=language,
        color_scheme=light,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def answered(firm: Firm) -> Case:
    said = say(firm, "Der Abschlag ist zu hoch.", at=now(), intent="complaint", touchpoint=firm.bill)
    decide_batch(keys=[said.pk], at=now())
    case = Case.objects.get(feedback=said)
    answer(case=case, by=firm.lea, text="Wir zahlen zurück.", decides=True, at=now())
    return case


def test_a_matter_goes_all_the_way_without_scripts_by_keyboard(browser: Browser, live_server, firm: Firm) -> None:  # noqa: F811
    page = page_on(browser, scripts=False)
    page.goto(f"{live_server.url}/melden/?ort=bill")
    page.get_by_label("Was ist geschehen").focus()
    page.keyboard.type("Die Hotline ist nie erreichbar.")
    page.get_by_role("button", name="Senden").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Es ist bei uns angekommen").wait_for()
    case = Case.objects.get()
    assert case.owner == firm.lea
    answer(case=case, by=firm.lea, text="Jetzt sind wir da.", decides=True, at=now())
    page.reload()
    for label in ("Ja, es ist gelöst", "7", "sehr zufrieden"):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Absenden").press("Enter")
    page.get_by_text("Vielen Dank für Ihr Urteil").wait_for()
    given = Verdict.objects.get()
    assert (given.solved, given.effort, given.mood) == ("yes", 7, 5)


@pytest.mark.parametrize(
    ("light", "size", "language"), [("light", PHONE, "de-DE"), ("dark", PHONE, "en-GB"), ("dark", DESK, "de-DE")]
)
def test_the_pages_are_accessible_also_where_something_is_wrong(
    browser: Browser, live_server, firm: Firm, light: str, size: dict[str, int], language: str  # noqa: F811
) -> None:  # fmt: skip
    if not AXE.exists():
        browser_or_skip("axe-core is missing: `make frontend` installs it.")
    page = page_on(browser, light=light, size=size, language=language)
    complaints = listen(page)
    page.goto(f"{live_server.url}/anliegen/{link_word(answered(firm).number)}/")
    complaints += wrong_on(page)
    page.locator("section form button").first.click()  # without a choice
    page.locator(".wrong").first.wait_for()
    complaints += wrong_on(page)
    page.goto(f"{live_server.url}/melden/")
    page.locator("form button").click()
    page.get_by_role("alert").wait_for()
    complaints += wrong_on(page)
    assert not [each for each in complaints if "422" not in each], complaints


def test_no_words_of_a_customer_run_on_the_public_page(browser: Browser, live_server, firm: Firm) -> None:  # noqa: F811
    case = answered(firm)
    for number, payload in enumerate(PAYLOADS):
        add_words(case, payload, (), once=f"payload {number}", at=now())
    answer(case=case, by=firm.lea, text=" ".join(PAYLOADS), decides=True, at=now())
    page = page_on(browser)
    complaints = listen(page)
    page.goto(f"{live_server.url}/anliegen/{link_word(case.number)}/")
    assert page.locator(".events .words").count() > len(PAYLOADS)
    assert not complaints


def wrong_on(page: Page) -> list[str]:
    found = ["scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth > window.innerWidth") else []
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    return found + [
        told(rule) for rule in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    ]
