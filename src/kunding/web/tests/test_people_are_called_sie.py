"""German pages say “Sie” to people, also those of the library behind the login."""

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils.translation import gettext, override

from kunding.conftest import Firm, login
from kunding.web.door_words import OURS

DU = re.compile(r"\b(du|dein\w*|dir|dich|gib|versuche|kontaktiere|bestätige|wähle|lass)\b", re.IGNORECASE)
# What these pages say, and what becomes of what is sent there.
PAGES = (
    "account_reset_password",
    "account_reset_password_done",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
)


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_the_door_say_sie(firm: Firm, name: str) -> None:
    visitor = login(firm.emil)
    for method in (visitor.get, visitor.post):
        page = method(reverse(name), headers={"accept-language": "de"}, follow=True).content.decode()
        words = re.sub(r"<[^>]+>", " ", page.partition("<body")[2])
        assert not DU.search(words), DU.search(words)


def test_each_of_our_words_is_one_of_the_library_and_said_anew() -> None:
    with (Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po").open("rb") as handle:
        theirs = {words.id: words.string for words in read_po(handle)}
    with override("de"):
        for word in OURS:
            assert word in theirs, "the library says it otherwise now"
            assert gettext(word) != theirs[word]
            assert not DU.search(gettext(word))
