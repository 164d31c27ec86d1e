"""django-helpdesk: an empty e-mail equals an empty e-mail, so whoever has none saw what belongs to all such."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management.utils import get_random_secret_key
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, Life, login, say
from kunding.customers.models import Customer, Identity
from kunding.customers.queries import customers_by_identity, customers_by_reference
from kunding.listen.actions import recognise_customers
from kunding.listen.models import Feedback, Mail
from kunding.people.keeping import led_people, may_note_absence
from kunding.people.models import AccessToken, Grant, Person, Role
from kunding.people.queries import bearer_of
from kunding.people.reach import Reach, reach_of
from kunding.respond.models import Case
from kunding.respond.queries.conversations import participants_of
from kunding.respond.queries.public import case_of_link
from kunding.respond.queries.sight import visible_case
from kunding.respond.signing import number_of_link, number_of_reply
from kunding.web.sessions import SessionStore, mark_of

pytestmark = pytest.mark.django_db
EMPTY = ("", " ", "\t", "\0", "None", "null", "0", "-1", "undefined", "%00", "<>")


@pytest.fixture
def nobody(firm: Firm) -> Person:
    """Somebody without unit, role, name or anything else."""
    return Person.objects.create(email="nobody@lindenau.example", name="", unit=None)


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Person, {"email": "", "name": "x"}),
        (Identity, {"kind": "email", "value": ""}),
        (AccessToken, {"name": "x", "digest": "", "issued_at": NOW}),
    ],
)
def test_the_database_keeps_no_empty_name_for_anybody(
    firm: Firm, model: type[models.Model], row: dict[str, Any]
) -> None:
    owners = {Identity: {"customer": firm.customer}, AccessToken: {"person": firm.lea}}.get(model, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**row, **owners)


def test_whoever_has_no_unit_sees_nothing_of_any(life: Life, nobody: Person) -> None:
    assert reach_of(nobody).units == frozenset()
    assert not Reach(nobody.pk, False, frozenset()).covers(None)
    for case in Case.objects.all():
        with pytest.raises(Case.DoesNotExist):
            visible_case(case.number, viewer=nobody, at=NOW)
        assert login(nobody).get(reverse("respond:case", args=[case.number])).status_code == 404
    assert life.waiting.number not in login(nobody).get(reverse("respond:cases")).content.decode()


def test_whoever_leads_nothing_leads_nobody_without_a_unit(firm: Firm, nobody: Person) -> None:
    other = Person.objects.create(email="other@lindenau.example", name="", unit=None)
    Grant.objects.create(person=nobody, role=Role.LEAD, unit=None, given_at=NOW)
    assert led_people(nobody) == []
    assert not may_note_absence(nobody, of=other)


def test_two_customers_without_an_address_are_two(firm: Firm) -> None:
    one = Customer.objects.create(reference="", name="", email="", phone="")
    said = [say(firm, f"Ohne Absender {n}.", number=2 * n + 1) for n in range(3)]
    Feedback.objects.filter(pk__in=[row.pk for row in said]).update(author="", customer=None)
    assert recognise_customers(keys=[row.pk for row in said], at=NOW) == 0
    assert not Feedback.objects.filter(customer=one).exists()


def test_a_word_that_says_nothing_names_no_customer(firm: Firm) -> None:
    Customer.objects.create(reference="K1", name="", email="", phone="")
    Customer.objects.create(reference="K2", name="", email="", phone="")
    said = say(firm, "Guten Tag.", number=1)
    for word in EMPTY:
        assert customers_by_identity([word]) == {}
        assert customers_by_reference([word]) == {}
        Feedback.objects.filter(pk=said.pk).update(author=word.replace("\0", ""), customer=None)
        assert recognise_customers(keys=[said.pk], at=NOW) == 0


def test_a_word_that_says_nothing_opens_nothing(life: Life) -> None:
    for word in EMPTY:
        for asked in (bearer_of, case_of_link, number_of_link, number_of_reply):
            assert asked(word) is None


def test_an_empty_token_is_no_token(firm: Firm) -> None:
    for word in EMPTY:
        for header in (f"Bearer {word}", "Bearer", "", word, f"bearer {word}", f"Basic {word}"):
            asked = Client(HTTP_AUTHORIZATION=header, REMOTE_ADDR="10.0.0.2")
            assert asked.get(reverse("api:cases")).status_code in {401, 429}


def test_an_empty_session_is_nobodys(firm: Firm) -> None:
    login(firm.vera)  # there is one that could be found
    held = SessionStore().encode({"_auth_user_id": firm.vera.pk})
    Session.objects.create(pk=mark_of(""), session_data=held, expire_date="2999-01-01T00:00Z")
    for word in EMPTY:
        client = Client()
        client.cookies["sessionid"] = word.replace("\0", "")
        assert client.get(reverse("people:me")).status_code == 302
        assert "_auth_user_id" not in SessionStore(word or None)


def test_nobody_logs_in_as_nobody(firm: Firm) -> None:
    for email, password in ((email, password) for email in ("", " ") for password in ("", "a long password")):
        assert not Client().login(email=email, password=password)
        answer = Client().post(reverse("account_login"), {"login": email, "password": password})
        assert "_auth_user_id" not in answer.client.session


def test_somebody_without_a_password_cannot_log_in_with_none(firm: Firm, nobody: Person) -> None:
    for password in ("", "!", nobody.password or "", get_random_secret_key()):
        assert not Client().login(email=nobody.email, password=password)


def test_a_mail_without_a_sender_takes_part_in_nothing(life: Life) -> None:
    for number, case in enumerate(Case.objects.all()):
        said = {"source": life.firm.source, "kind": "new", "size": 1}
        said |= {"said_at": NOW, "received_at": NOW, "sorted_at": NOW}
        Mail.objects.create(message_id=f"{number}@x", sender="", digest=f"{number:064}", feedback=case.feedback, **said)
        Feedback.objects.filter(pk=case.feedback_id).update(author="")
        assert "" not in participants_of(case.feedback_id)


def test_a_program_that_names_nobody_asks_for_nobodys_cases(life: Life) -> None:
    Case.objects.update(customer=None)
    Customer.objects.create(reference="", name="")
    sent = {"text": "Der Bus kam nicht.", "once": "a-word-of-the-form", "email": "", "name": "", "customer_number": ""}
    Client().post("/melden/", sent)
    assert Feedback.objects.latest("pk").customer is None
