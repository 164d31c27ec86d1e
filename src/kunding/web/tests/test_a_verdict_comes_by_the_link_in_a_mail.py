"""Who came by mail is asked by mail whether it is solved, once more if silent, and answers without any script."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import Browser, Page

from kunding.conftest import Firm, say
from kunding.listen.models import Feedback, Mail
from kunding.respond.actions import answer, ask_for_verdict, decide_batch
from kunding.respond.models import Case, Outgoing, Verdict
from kunding.respond.queries import verdicts_to_ask_for
from kunding.web.tests.test_customers_need_no_script import page_on
from kunding.web.tests.test_pages_in_a_real_browser import browser  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)


def by_mail(firm: Firm, text: str, language: str) -> Case:
    """A matter that came by mail from an address that no record knows, with our decision since eight days."""
    at = now() - 9 * DAY
    said = say(firm, text, at=at, intent="complaint", touchpoint=firm.bill, language=language)
    Feedback.objects.filter(pk=said.pk).update(author="karl@example.org", customer=None, channel="mail")
    moments = dict.fromkeys(("said_at", "received_at", "sorted_at"), at)
    Mail.objects.create(
        source=firm.source, feedback=said, sender="karl@example.org", message_id="1@example.org", kind="new",
        digest="0" * 64, size=1, **moments,
    )  # fmt: skip
    decide_batch(keys=[said.pk], at=at)
    case = Case.objects.get(feedback=said)
    answer(case=case, by=firm.lea, text="Wir zahlen zurück.", decides=True, channel="mail", at=at + DAY)
    return case


def asked(at_days: float) -> list[str]:
    """Let the loop ask on that day (counted back from today) and return the subjects of the letters written then."""
    before = set(Outgoing.objects.values_list("pk", flat=True))
    at = now() - at_days * DAY
    ask_for_verdict(keys=verdicts_to_ask_for(at), at=at)
    return list(Outgoing.objects.exclude(pk__in=before).order_by("pk").values_list("subject", flat=True))


def behind_the_link(page: Page, server: str) -> None:
    """Follow the link in the newest letter."""
    letter = Outgoing.objects.filter(purpose="ask_for_verdict").latest("pk")
    assert letter.to == "karl@example.org"
    page.goto(server + re.search(r"https?://[^/]+(/anliegen/\S+)", letter.text)[1])  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "locale", "subject", "labels", "button", "thanks"),
    [
        ("de", "de-DE", "gelöst", ("Ja, es ist gelöst", "6", "zufrieden"), "Absenden", "Vielen Dank für Ihr Urteil"),
        ("en", "en-GB", "solved", ("Yes, it is solved", "6", "content"), "Tell us", "Thank you for telling us"),
    ],
)
def test_several_questions_in_the_customers_language_close_the_matter(
    browser: Browser, live_server, firm: Firm,  # noqa: F811
    language: str, locale: str, subject: str, labels: tuple[str, ...], button: str, thanks: str,
) -> None:  # fmt: skip
    case = by_mail(firm, "The bill is wrong.", language)
    assert [subject in each for each in asked(6)] == [True]
    page = page_on(browser, scripts=False, language=locale)
    behind_the_link(page, live_server.url)
    for label in labels:
        page.get_by_label(label, exact=True).check()
    page.locator("textarea[name=why]").fill("Schnell und freundlich.")
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text(thanks).wait_for()
    given = Verdict.objects.get()
    assert (given.solved, given.effort, given.mood, given.language) == ("yes", 6, 4, language)
    case.refresh_from_db()
    assert case.state == "closed"
    assert asked(0) == [], "who has judged is not asked again"


def test_a_silent_customer_is_reminded_once_and_a_no_opens_the_matter_again(
    browser: Browser, live_server, firm: Firm  # noqa: F811
) -> None:  # fmt: skip
    case = by_mail(firm, "Die Rechnung ist falsch.", "de")
    assert [len(asked(days)) for days in (7.5, 6.5, 5, 2, 1)] == [0, 1, 0, 1, 0]
    assert Outgoing.objects.filter(purpose="ask_for_verdict").latest("pk").subject.startswith("Noch einmal gefragt")
    page = page_on(browser, scripts=False)
    behind_the_link(page, live_server.url)
    page.get_by_label("Nein", exact=True).check()
    page.locator("textarea[name=why]").fill("Das Geld ist nicht da.")
    page.get_by_role("button", name="Absenden", exact=True).click()
    page.get_by_text("Vielen Dank für Ihr Urteil").wait_for()
    case.refresh_from_db()
    assert (case.state, case.round) == ("reopened", 2)
    assert page.get_by_label("Nein", exact=True).count() == 0, "there is no new answer to judge yet"
    answer(case=case, by=firm.lea, text="Jetzt ist es da.", decides=True, channel="mail", at=now())
    page.goto(page.url.split("?")[0])
    page.get_by_label("Ja, es ist gelöst", exact=True).check()
    page.get_by_role("button", name="Absenden", exact=True).click()
    page.get_by_text("Vielen Dank für Ihr Urteil").wait_for()
    assert list(Verdict.objects.order_by("pk").values_list("round", "solved")) == [(1, "no"), (2, "yes")]


def test_news_of_the_cause_are_wished_for_and_taken_back_without_scripts(
    browser: Browser, live_server, firm: Firm  # noqa: F811
) -> None:  # fmt: skip
    by_mail(firm, "Die Rechnung ist falsch.", "de")
    asked(6)
    page = page_on(browser, scripts=False)
    behind_the_link(page, live_server.url)
    page.locator("button[name=wants][value=yes]").click()
    page.locator("button[name=wants][value=no]").click()
    page.locator("button[name=wants][value=yes]").wait_for()
