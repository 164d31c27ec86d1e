"""The pages that decide, in each language, light and width; the pictures are kept where KUNDING_PICTURES says."""

import os
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kunding.conftest import Life
from kunding.respond.signing import link_word
from kunding.web.assets import is_built
from kunding.web.tests.test_pages_in_a_real_browser import DESK, PHONE, browser, open_page

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pages_that_decide(life: Life) -> dict[str, str]:
    return {
        "cockpit": "/",
        "inbox": "/cases/",
        "case": f"/cases/{life.waiting.number}/",
        "customer": f"/customers/{life.firm.customer.pk}/",
        "heat-map": "/gulfs/",
        "public": f"/anliegen/{link_word(life.waiting.number)}/",
    }


@pytest.mark.parametrize(("language", "light"), list(product(("de-DE", "en-GB"), ("light", "dark"))))
@pytest.mark.skipif(not is_built(), reason="The front end is not built: `make frontend` builds it.")
def test_they_speak_the_language_keep_the_light_and_fit(
    browser: Browser,
    live_server,
    life: Life,
    language: str,
    light: str,
    tmp_path: Path,
) -> None:
    folder = Path(os.environ.get("KUNDING_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    for size in (DESK, PHONE):
        page = open_page(browser, live_server.url, life, light=light, size=size, language=language)
        for name, address in pages_that_decide(life).items():
            answer = page.goto(live_server.url + address, wait_until="load")
            assert answer is not None
            assert answer.status == 200, name
            assert page.evaluate("document.documentElement.lang") == language[:2], name
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), f"{name} is too wide"
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (sum(map(int, ground.strip("rgb()").split(", ")[:3])) > 384) is (light == "light"), (
                f"{name}: {ground}"
            )
            page.screenshot(path=folder / f"{name}-{language[:2]}-{light}-{size['width']}.png", full_page=True)
        page.context.close()
