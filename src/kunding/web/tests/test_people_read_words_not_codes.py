"""What machines call by a code is called by its name on the pages."""

import re
from html import unescape

import pytest
from django.test import Client

from kunding.conftest import Life
from kunding.customers.models import Customer
from kunding.respond.models import ReplyTemplate


def words_of(client: Client, address: str, language: str) -> str:
    page = client.get(address, headers={"accept-language": language}).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    return unescape(re.sub(r"<[^>]+>", "\n", main))


@pytest.mark.parametrize(("language", "german"), [("de", "Deutsch"), ("en", "German")])
def test_a_language_is_told_by_its_name(life: Life, vera: Client, language: str, german: str) -> None:
    Customer.objects.filter(pk=life.firm.customer.pk).update(language="de")
    ReplyTemplate.objects.create(name="Danke", language="de", text="Danke.")
    for address in (life.firm.customer.get_absolute_url(), "/settings/templates/", f"/cases/{life.waiting.number}/"):
        shown = [word.strip() for word in words_of(vera, address, language).split("\n")]
        assert any(german in word for word in shown), address
        assert "de" not in shown, address


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_works_council_reads_names_of_pages_and_kinds_of_sources(life: Life, vera: Client, language: str) -> None:
    shown = words_of(vera, "/works-council/", language)
    assert not re.search(r"\b(people|respond|cockpit|customers|improve):\w", shown)
    assert {"de": "eingelesene Datei", "en": "imported file"}[language] in shown
