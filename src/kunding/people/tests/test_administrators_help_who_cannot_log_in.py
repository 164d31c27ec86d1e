from threading import enumerate as running

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from kunding.conftest import NOW, Firm, login
from kunding.people.actions import change_email, choose_language, remove_second_factor, set_password
from kunding.people.actions.logins import LoginIsWrong
from kunding.people.models import Person
from kunding.trail.models import Entry


@pytest.fixture
def with_factor(firm: Firm) -> Person:
    Authenticator.objects.create(user=firm.emil, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return firm.emil


def mails() -> list[tuple[str, str]]:
    for thread in running():
        if thread.name == "mail about a login":
            thread.join()
    return [(one.to[0], one.body) for one in mail.outbox]


def test_a_lost_telephone_locks_nobody_out(firm: Firm, with_factor: Person, django_capture_on_commit_callbacks) -> None:
    session = login(with_factor)
    page = login(firm.vera).get(reverse("people:person", args=[with_factor.pk])).content.decode()
    assert reverse("people:second_factor", args=[with_factor.pk]) in page
    with django_capture_on_commit_callbacks(execute=True):
        login(firm.vera).post(reverse("people:second_factor", args=[with_factor.pk]))
    assert not Authenticator.objects.exists()
    assert session.get("/me/").status_code == 302
    entry = Entry.objects.get(act="remove_second_factor")
    assert (entry.actor, entry.subject) == (firm.vera.trail_name, with_factor.trail_name)
    ((to, text),) = mails()
    assert to == with_factor.email
    assert "zweiten Faktor" in text
    assert "http://127.0.0.1:8000/account/2fa/" in text


def test_only_administrators_do_it_and_not_for_themselves(firm: Firm, with_factor: Person) -> None:
    for who in (firm.lea, firm.emil):
        assert login(who).post(reverse("people:second_factor", args=[with_factor.pk])).status_code == 403
        assert (
            login(who).post(reverse("people:email", args=[with_factor.pk]), {"email": "x@x.example"}).status_code == 403
        )
    Authenticator.objects.create(user=firm.vera, type=Authenticator.Type.TOTP, data={"secret": "x"})
    login(firm.vera).post(reverse("people:second_factor", args=[firm.vera.pk]))
    assert Authenticator.objects.count() == 2


def test_where_there_is_none_one_sentence_says_so(firm: Firm) -> None:
    with pytest.raises(LoginIsWrong, match="no second factor"):
        remove_second_factor(person=firm.lea, at=NOW, actor="test")
    assert not Entry.objects.filter(act="remove_second_factor").exists()


def test_a_new_e_mail_counts_at_once_and_both_addresses_hear_of_it(
    firm: Firm, django_capture_on_commit_callbacks
) -> None:
    set_password(person=firm.emil, password="a long password", at=NOW)
    EmailAddress.objects.create(user=firm.emil, email=firm.emil.email, verified=True, primary=True)
    session = login(firm.emil)
    with django_capture_on_commit_callbacks(execute=True):
        login(firm.vera).post(reverse("people:email", args=[firm.emil.pk]), {"email": "Emil.Neu@lindenau.example"})
    assert session.get("/me/").status_code == 302
    for email, comes_in in (("emil@lindenau.example", False), ("emil.neu@lindenau.example", True)):
        browser = Client()
        browser.post(reverse("account_login"), {"login": email, "password": "a long password"})
        assert ("_auth_user_id" in browser.session) is comes_in
    assert [to for to, _ in mails()] == ["emil@lindenau.example", "emil.neu@lindenau.example"]
    # A link for a new password no longer goes to the old one.
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": "emil@lindenau.example"})
    assert not mails()


@pytest.mark.parametrize("email", ["LEA@lindenau.example", "emil@lindenau.example"])
def test_an_e_mail_is_one_persons(firm: Firm, email: str) -> None:
    with pytest.raises(LoginIsWrong):
        change_email(person=firm.emil, email=email, at=NOW, actor="test")
    assert Person.objects.get(pk=firm.emil.pk).email == "emil@lindenau.example"


def test_a_language_that_was_chosen_is_spoken_in_the_next_browser(firm: Firm) -> None:
    set_password(person=firm.emil, password="a long password", at=NOW)
    login(firm.emil).post(reverse("set_language"), {"language": "en", "next": "/"})
    assert Person.objects.get(pk=firm.emil.pk).language == "en"
    other = Client(headers={"accept-language": "de"})
    other.post(reverse("account_login"), {"login": firm.emil.email, "password": "a long password"})
    assert other.cookies["django_language"].value == "en"
    assert "Absences" in other.get("/me/").content.decode()
    # What was chosen in a browser stays there.
    third = Client(headers={"accept-language": "de"})
    third.post(reverse("set_language"), {"language": "de"})
    third.post(reverse("account_login"), {"login": firm.emil.email, "password": "a long password"})
    assert third.cookies["django_language"].value == "de"


def test_a_language_is_noted_once(firm: Firm) -> None:
    for _ in range(2):
        choose_language(person=firm.emil, language="en", at=NOW)
    assert Entry.objects.filter(act="choose_language").count() == 1
