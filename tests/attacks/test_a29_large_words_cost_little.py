"""Django CVE-2024-53907: taking tags out of hostile words costs quadratic time."""

from pathlib import Path

import pytest
from django.test import Client

from kunding.conftest import Firm
from kunding.listen.models import Feedback
from kunding.web.public.door import LARGEST
from kunding.web.public.forms import LONGEST
from tests.attacks.letterbox import filled_in, matter, page_of

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parents[2] / "src" / "kunding"
SLOW = ("strip_tags", "striptags", "urlize", "truncatewords_html", "truncatechars_html")


def test_nothing_slow_touches_customers_words() -> None:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]
    assert len(files) > 300
    assert not [(file.name, word) for file in files for word in SLOW if word in file.read_text(encoding="utf-8")]


def test_words_have_a_length(firm: Firm) -> None:
    case = matter(firm)
    for address in ("/melden/", page_of(case, "add/"), page_of(case, "reopen/")):
        assert Client().post(address, filled_in(text="<" * (LONGEST + 1))).status_code == 422
    assert not Feedback.objects.filter(source__kind="form").exists()


@pytest.mark.parametrize("length", [str(LARGEST + 1), "9" * 30, "-1", "many"])
def test_a_large_request_is_refused_unread(firm: Firm, length: str) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            pytest.fail("the body was read")

        readline = read

    answered = Client().post("/melden/", CONTENT_LENGTH=length, **{"wsgi.input": Unread()})
    assert answered.status_code == 413


def test_hostile_words_of_full_length_are_shown_as_words(firm: Firm) -> None:
    case = matter(firm)
    hostile = ("<a " * LONGEST)[:LONGEST].strip()
    assert Client().post(page_of(case, "add/"), {"text": hostile}).status_code == 302
    assert "<a <a" not in Client().get(page_of(case)).content.decode()
