import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from kunding.conftest import Life, browser_or_skip, chromium, login
from kunding.respond.signing import link_word
from kunding.web.assets import is_built

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
AXE = Path(__file__).parents[4] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
OURS = ("http://localhost", "data:")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not is_built():
        browser_or_skip("The front end is not built, so no page can be looked at: `make frontend` builds it.")
    program = chromium()
    # Playwright's loop would forbid Django's database calls in this thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


NOT_THERE = "/anliegen/a-wrong-word/"


def pages_of(life: Life) -> list[str]:
    return [
        "/",
        "/feedback/",
        f"/feedback/{life.first.pk}/",
        "/themes/",
        f"/themes/{life.theme.pk}/",
        "/pains/",
        f"/pains/{life.pain.pk}/",
        "/cases/",
        f"/cases/{life.waiting.number}/",
        f"/cases/{life.waiting.number}/trail/",
        f"/cases/{life.waiting.number}/same/?other={life.closed.number}",
        "/goodwill/",
        "/settings/goodwill/",
        "/settings/promises/",
        "/gulfs/",
        "/sources/",
        "/settings/labels/",
        "/settings/webhooks/",
        "/settings/templates/",
        "/settings/templates/0/",
        "/settings/assumptions/",
        "/customers/",
        f"/customers/{life.firm.customer.pk}/",
        "/customers/doubles/",
        "/outbound/",
        "/outbound/plan/",
        "/settings/outbound/",
        f"/anliegen/{link_word(life.waiting.number)}/",
        f"/anliegen/{link_word(life.closed.number)}/",
        NOT_THERE,
        "/melden/",
        "/melden/codes/",
        "/method/",
        "/works-council/",
        "/people/",
        "/people/add/",
        f"/people/{life.firm.emil.pk}/",
        "/me/",
        "/account/2fa/",
    ]


def open_page(browser: Browser, server: str, life: Life, *, light: str, size: dict[str, int], language: str) -> Page:
    context = browser.new_context(viewport=size, locale=language, color_scheme=light)  # type: ignore[arg-type]
    cookie = login(life.firm.vera).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": server}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def listen(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if is_error(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(OURS) else complaints.append(request.url))
    return complaints


def is_error(said: ConsoleMessage) -> bool:
    # The browser complains of each page that is not found, also of the one that must not be.
    return said.type == "error" and not said.location["url"].endswith(NOT_THERE)


@pytest.mark.parametrize(("light", "size", "language"), [("light", DESK, "de-DE"), ("dark", PHONE, "en-GB")])
def test_each_page_is_accessible_and_fits(
    browser: Browser, live_server, life: Life, light: str, size: dict[str, int], language: str
) -> None:
    if not AXE.exists():
        browser_or_skip("axe-core is missing: `make frontend` installs it.")
    page = open_page(browser, live_server.url, life, light=light, size=size, language=language)
    complaints = listen(page)
    for address in pages_of(life):
        page.goto(live_server.url + address, wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            complaints.append(f"{address} scrolls sideways")
        # The policy forbids inline scripts, also ours: axe comes in through the debugger.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        complaints += [f"{address}: {told(rule)}" for rule in found]
    assert not complaints, "\n".join(complaints)


def told(rule: dict[str, Any]) -> str:
    places = [f"{node['html'][:160]} ({node['failureSummary']})" for node in rule["nodes"][:3]]
    return f"{rule['id']}: " + "; ".join(places)


def test_a_reading_is_corrected_in_two_clicks(browser: Browser, live_server, life: Life) -> None:
    page = open_page(browser, live_server.url, life, light="light", size=DESK, language="en-GB")
    complaints = listen(page)
    page.goto(f"{live_server.url}/feedback/{life.first.pk}/")
    chips = page.locator(f"#reading-{life.first.pk}")
    chips.locator("button").first.click()
    chips.get_by_role("button", name="positive").click()
    page.get_by_role("status").wait_for()
    life.first.reading.refresh_from_db()
    assert (life.first.reading.sentiment, life.first.reading.sure) == ("positive", True)
    assert not complaints


def test_a_price_follows_a_slider_and_nothing_is_kept(browser: Browser, live_server, life: Life) -> None:
    page = open_page(browser, live_server.url, life, light="light", size=DESK, language="en-GB")
    page.goto(f"{live_server.url}/pains/{life.pain.pk}/")
    before = page.locator("#computation .promise").inner_text()
    page.get_by_text("What if …?").click()
    page.locator("#try-cost").evaluate(
        "slider => { slider.value = 90; slider.dispatchEvent(new Event('change', {bubbles: true})) }"
    )
    page.get_by_text("tried out").wait_for()
    assert page.locator("#computation .promise").inner_text() != before
    assert life.pain.prices.count() == 1


def test_a_filter_takes_effect_at_once_and_stays_in_the_address(browser: Browser, live_server, life: Life) -> None:
    page = open_page(browser, live_server.url, life, light="light", size=DESK, language="de-DE")
    page.goto(live_server.url)
    page.select_option("select[name=channel]", "mail")
    page.wait_for_url("**/?*channel=mail*")
    assert "segment=" not in page.url
    assert page.locator("select[name=channel]").input_value() == "mail"
