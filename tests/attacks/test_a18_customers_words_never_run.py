"""django-helpdesk CVE-2021-3945, -3950, -3994: stored scripts in titles, attachments, mail bodies."""

import pytest

from kunding.conftest import Life, fill_lake, login, say
from kunding.improve.models import PainPoint
from kunding.understand.models import Theme
from kunding.web.assets import is_built
from kunding.web.tests.test_pages_in_a_real_browser import browser, listen, open_page, pages_of  # noqa: F401

OPENINGS = (
    "",
    '">',
    "'>",
    "</script>",
    "</textarea>",
    "</title>",
    "-->",
    "]]>",
    "`",
    "\\",
    "</q>",
    "</svg>",
    "{{",
    "{% ",
)
CARRIERS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>hier</a>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "javascript:alert(1)",
    "${alert(1)}",
    "<div hx-get='/account/logout/' hx-trigger='load'>",
    "<style>*{background:url(javascript:alert(1))}</style>",
)
PAYLOADS = [opening + carrier for opening in OPENINGS for carrier in CARRIERS]


@pytest.fixture
def poisoned(life: Life) -> Life:
    """Return the company after customers sent the whole corpus, also as names of themes and channels of speech."""
    return _poison(life)


def _poison(life: Life) -> Life:
    theme = Theme.objects.create(label=PAYLOADS[1][:160], words=[PAYLOADS[2]], found_at=life.pain.opened_at)
    for number, payload in enumerate(PAYLOADS):
        say(life.firm, payload, number=1000 + number, theme=theme if number % 2 else life.theme)
    Theme.objects.filter(pk=life.theme.pk).update(label=PAYLOADS[0])
    PainPoint.objects.filter(pk=life.pain.pk).update(because=PAYLOADS[0])
    life.firm.customer.name = life.firm.customer.segment = PAYLOADS[1]
    life.firm.customer.save()
    fill_lake()
    return life


def test_there_are_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_no_page_writes_a_payload_as_it_came(poisoned: Life) -> None:
    client = login(poisoned.firm.vera)
    for address in (*pages_of(poisoned), *(f"/feedback/?page={page}" for page in range(1, 10))):
        page = client.get(address).content.decode()
        for payload in ("<script>alert", "<img src=x", "<svg onload", "<iframe srcdoc", "<div hx-get='/account"):
            assert payload not in page, address


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_dialog_opens_in_a_real_browser(browser: object, live_server, poisoned: Life) -> None:  # noqa: F811
    if not is_built():
        pytest.skip("The front end is not built.")
    page = open_page(
        browser, live_server.url, poisoned, light="light", size={"width": 1280, "height": 900}, language="de-DE"
    )
    complaints = listen(page)
    for address in (*pages_of(poisoned), *(f"/feedback/?page={number}" for number in range(1, 10))):
        page.goto(live_server.url + address, wait_until="load")
    assert not [complaint for complaint in complaints if complaint.startswith("dialog")]
    assert not complaints
