"""Keys and collisions, as two people see them in Chromium."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kunding.conftest import Firm, browser_or_skip, chromium
from kunding.people.models import Person
from kunding.respond.models import Answer, Case, Draft
from kunding.respond.tests.desk import login, opened
from kunding.web.assets import is_built

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not is_built():
        browser_or_skip("The front end is not built, so no page can be looked at: `make frontend` builds it.")
    # Playwright's loop would forbid Django's database calls in this thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def cases(firm: Firm) -> list[Case]:
    found = [opened(firm, number=2 * number, hours=30 - number) for number in range(3)]
    return sorted(found, key=lambda case: (case.due_at, case.pk))


def page_for(browser: Browser, server: str, person: Person) -> tuple[Page, list[str]]:
    context = browser.new_context(locale="en-GB")
    cookie = login(person).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": server}])
    page, complaints = context.new_page(), []
    page.set_default_timeout(60_000)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def test_the_inbox_is_worked_without_a_mouse(browser: Browser, live_server, firm: Firm, cases: list[Case]) -> None:
    page, complaints = page_for(browser, live_server.url, firm.lea)
    page.goto(f"{live_server.url}/cases/?kind=complaint")
    for key in "jjkx":
        page.keyboard.press(key)
    assert page.locator(".tick:checked").get_attribute("value") == cases[0].number
    assert page.locator(".bulk").is_visible()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url(f"**/cases/{cases[1].number}/?list=kind%3Dcomplaint#answer")
    page.locator("#answer textarea:focus").wait_for()
    # In a field letters are letters.
    page.keyboard.type("jax?")
    assert page.locator("#answer textarea").input_value() == "jax?"
    page.locator("h1").click()
    page.keyboard.press("u")
    page.wait_for_url("**/cases/?kind=complaint")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{cases[0].number}/?list=kind%3Dcomplaint")
    assert not complaints


def test_from_case_to_case_without_a_mouse(browser: Browser, live_server, firm: Firm, cases: list[Case]) -> None:
    page, complaints = page_for(browser, live_server.url, firm.lea)
    page.goto(f"{live_server.url}/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{cases[0].number}/?list=")
    page.keyboard.press("j")
    page.wait_for_url(f"**/cases/{cases[1].number}/?list=")
    page.keyboard.press("k")
    page.wait_for_url(f"**/cases/{cases[0].number}/?list=")
    page.keyboard.press("n")
    page.keyboard.type("Zurückgerufen.")
    assert page.locator("#notes textarea").input_value() == "Zurückgerufen."
    page.locator("#answer textarea").fill("Guten Tag, wir sehen nach.")
    page.get_by_text("Draft kept").wait_for()
    page.get_by_role("button", name="Answer and go to the next case").click()
    page.wait_for_url(f"**/cases/{cases[1].number}/?list=")
    assert Answer.objects.get().case == cases[0]
    page.keyboard.press("u")
    page.wait_for_url("**/cases/")
    page.keyboard.press("/")
    page.keyboard.type(cases[2].number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/?words={cases[2].number}")
    page.keyboard.press("c")
    page.wait_for_url("**/new-case/")
    assert not complaints


def test_two_people_at_one_case_see_each_other_and_no_answer_is_lost(
    browser: Browser, live_server, firm: Firm, cases: list[Case]
) -> None:
    address = f"{live_server.url}/cases/{cases[0].number}/"
    lea, complaints = page_for(browser, live_server.url, firm.lea)
    vera, of_vera = page_for(browser, live_server.url, firm.vera)
    lea.goto(address)
    vera.goto(address)
    vera.locator("#answer textarea").fill("Wir haben bezugnehmend auf Ihr Schreiben alles geprüft.")
    vera.get_by_text("Draft kept").wait_for()
    lea.reload()
    lea.get_by_text("Vera Vogt is writing just now.").wait_for()
    lea.locator("#answer textarea").fill("Guten Tag, das ist von Lea.")
    lea.get_by_text("Draft kept").wait_for()
    vera.locator("#answer button:has-text('Answer')").click()
    vera.get_by_text("The answer is kept.").wait_for()
    lea.locator("#answer button:has-text('Answer')").click()
    lea.get_by_text("your answer was not sent").wait_for()
    assert lea.locator("#answer").get_by_text("alles geprüft").first.is_visible()
    assert lea.locator("#answer textarea").input_value() == "Guten Tag, das ist von Lea."
    assert list(Answer.objects.values_list("by__name", flat=True)) == ["Vera Vogt"]
    assert Draft.objects.get().by == firm.lea
    assert not complaints + of_vera
