from datetime import datetime, timedelta

import pytest

from kunding.conftest import NOW, Firm, say
from kunding.customers.actions import note_consent
from kunding.improve.actions import begin_initiative, ship_initiative
from kunding.improve.models import Initiative, PainPoint
from kunding.improve.queries import fixed_but_untold
from kunding.listen.models import Feedback
from kunding.loop.actions import tell_customers
from kunding.respond import actions
from kunding.respond.models import Case, Outgoing
from kunding.understand.models import Theme

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
SENTENCE = "Auf der Rechnung steht jetzt jeder Rechenschritt."


@pytest.fixture
def theme(firm: Firm) -> Theme:
    return Theme.objects.create(label="Abschlag", words=["abschlag"], found_at=NOW)


def answered(firm: Firm, theme: Theme | None, number: int = 0, **feedback: object) -> Case:
    said = say(firm, "Der Abschlag ist zu hoch.", number=number, theme=theme, intent="complaint")
    Feedback.objects.filter(pk=said.pk).update(**{"author": "erika@example.org", "customer": None, **feedback})
    actions.decide_batch(keys=[said.pk], at=NOW)
    case = Case.objects.get(feedback=said)
    actions.answer(case=case, by=firm.lea, text="Wir prüfen es.", decides=True, at=NOW)
    return case


def shipped(firm: Firm, theme: Theme, told: str = SENTENCE) -> Initiative:
    pain, _ = PainPoint.objects.get_or_create(theme=theme, defaults={"opened_at": NOW, "because": "x"})
    begun = begin_initiative(pain_point=pain, title="Kündiger beruhigen", by=firm.lea, at=NOW)
    ship_initiative(initiative=begun, by=firm.lea, at=NOW + timedelta(days=2), told=told)
    return begun


def pay(at: datetime = LATER) -> int:
    return tell_customers(keys=fixed_but_untold(at), at=at)


def test_whoever_asked_for_it_hears_of_it_once(firm: Firm, theme: Theme) -> None:
    answered(firm, theme, extra={"tell_me": True})
    shipped(firm, theme)
    assert (pay(), pay()) == (1, 0)
    letter = Outgoing.objects.get()
    assert SENTENCE in letter.text
    assert "Kündiger" not in letter.text
    assert not fixed_but_untold(LATER)


def test_whoever_asked_for_nothing_hears_nothing(firm: Firm, theme: Theme) -> None:
    answered(firm, theme)
    shipped(firm, theme)
    assert not pay()


def test_consent_counts_and_an_objection_counts_more(firm: Firm, theme: Theme) -> None:
    answered(firm, theme, customer=firm.customer)
    shipped(firm, theme)
    assert not fixed_but_untold(LATER)
    what = {"purpose": "told_when_fixed", "channel": "mail", "ground": "consent"}
    note_consent(customer=firm.customer.pk, verdict="given", proof="by phone", said_at=NOW, at=NOW, **what)
    owed = fixed_but_untold(LATER)
    assert len(owed) == 1
    note_consent(customer=firm.customer.pk, verdict="objected", proof="by phone", said_at=LATER, at=LATER)
    assert not tell_customers(keys=owed, at=LATER)


def test_without_a_sentence_for_customers_nobody_is_told(firm: Firm, theme: Theme) -> None:
    answered(firm, theme, extra={"tell_me": True})
    shipped(firm, theme, told=" ")
    assert not pay()


def test_only_customers_of_this_theme_are_told(firm: Firm, theme: Theme) -> None:
    merged = Theme.objects.create(label="Abschläge", words=[], found_at=NOW, merged_into=theme)
    wish = {"tell_me": True}
    answered(firm, None, 0, extra=wish, author="a@example.org")
    answered(firm, merged, 4, extra=wish, author="b@example.org")
    shipped(firm, theme)
    assert pay() == 1
    assert Outgoing.objects.get().to == "b@example.org"


def test_old_news_is_no_news(firm: Firm, theme: Theme) -> None:
    answered(firm, theme, extra={"tell_me": True})
    shipped(firm, theme)
    assert not pay(NOW + timedelta(days=100))


def test_one_address_hears_once_of_each_fix(firm: Firm, theme: Theme) -> None:
    for number in (0, 4):
        answered(firm, theme, number, extra={"tell_me": True})
    shipped(firm, theme)
    assert pay() == 1
    shipped(firm, theme, told="Und am Telefon ist jetzt jemand.")
    assert pay() == 1
