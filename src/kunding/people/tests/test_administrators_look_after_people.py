from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from kunding.conftest import NOW, Firm, login
from kunding.people.actions import add_person, deactivate_person, give_role, issue_token, withdraw_role
from kunding.people.actions.rights import RightIsWrong
from kunding.people.models import Absence, AccessToken, Grant, Person, Role
from kunding.people.queries import Bearer, bearer_of, roles_of
from kunding.trail.models import Entry


def post(who: Person, name: str, *args: object, **fields: object) -> int:
    return login(who).post(reverse(f"people:{name}", args=args), fields).status_code


def test_a_new_person_sets_the_password_by_a_link_that_works_once(firm: Firm) -> None:
    entered = {"name": "Nora Neu", "email": "Nora@lindenau.example", "role": "lead", "language": "de", "unit": ""}
    with override_settings(KUNDING_URL="https://kunding.lindenau.example", ALLOWED_HOSTS=["*"]):
        page = login(firm.vera).post(reverse("people:add"), entered, headers={"host": "evil.example"})
    assert "evil.example" not in page.content.decode()
    link = page.context["link"]
    assert link.startswith("https://kunding.lindenau.example/account/password/reset/key/")
    path = urlsplit(link).path
    form = Client().get(path, follow=True)
    chosen = {"password1": "a long new password", "password2": "a long new password"}
    stranger = Client()
    where = stranger.get(path).headers["Location"]
    assert form.status_code == 200
    stranger.post(where, chosen)
    assert Person.objects.get(email="nora@lindenau.example").check_password("a long new password")
    again = Client().get(path, follow=True)
    assert "password1" not in again.content.decode()


def test_roles_are_given_and_withdrawn_with_an_entry_in_the_trail(firm: Firm) -> None:
    assert post(firm.vera, "grant", firm.emil.pk, role="analyst", unit="") == 302
    assert "analyst" in roles_of(firm.emil)
    grant = firm.emil.grants.get(role="analyst")
    assert post(firm.vera, "withdraw_role", firm.emil.pk, grant.pk) == 302
    assert "analyst" not in roles_of(firm.emil)
    assert set(Entry.objects.values_list("act", flat=True)) >= {"give_role", "withdraw_role"}


def test_a_role_of_somebody_else_is_not_withdrawn_by_the_address_of_another(firm: Firm) -> None:
    grant = firm.lea.grants.get()
    assert post(firm.vera, "withdraw_role", firm.emil.pk, grant.pk) == 404
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_the_last_administrator_stays(firm: Firm) -> None:
    grant = firm.vera.grants.get(role=Role.ADMINISTRATOR)
    with pytest.raises(RightIsWrong, match="last administrator"):
        withdraw_role(grant=grant, at=NOW, actor="test")
    with pytest.raises(RightIsWrong, match="last administrator"):
        deactivate_person(person=firm.vera, at=NOW, actor="test")
    give_role(person=firm.lea, role=Role.ADMINISTRATOR, at=NOW, actor="test")
    withdraw_role(grant=grant, at=NOW, actor="test")


def test_there_is_no_administrator_of_a_unit(firm: Firm) -> None:
    with pytest.raises(RightIsWrong, match="whole company"):
        give_role(person=firm.lea, role=Role.ADMINISTRATOR, unit=firm.billing, at=NOW, actor="test")
    # One that came in another way looks after nobody.
    Grant.objects.create(person=firm.lea, role=Role.ADMINISTRATOR, unit=firm.billing, given_at=NOW)
    assert post(firm.lea, "grant", firm.lea.pk, role="cco", unit="") == 404


def test_whoever_leaves_is_out_at_once(firm: Firm) -> None:
    session, token = login(firm.emil), issue_token(person=firm.emil, name="export", at=NOW)
    assert session.get("/me/").status_code == 200
    assert post(firm.vera, "leave", firm.emil.pk) == 302
    assert session.get("/me/").status_code == 302
    assert bearer_of(token) is None
    assert post(firm.vera, "come_back", firm.emil.pk) == 302
    assert session.get("/me/").status_code == 302, "an old session does not come back to life"
    assert bearer_of(token) is None


def test_all_sessions_of_a_person_end_at_once(firm: Firm) -> None:
    phone, desk, other = login(firm.emil), login(firm.emil), login(firm.lea)
    assert post(firm.emil, "log_out", firm.vera.pk) == 404
    assert desk.post(reverse("people:log_out", args=[firm.emil.pk])).status_code == 302
    assert phone.get("/me/").status_code == desk.get("/me/").status_code == 302
    assert other.get("/me/").status_code == 200
    assert post(firm.vera, "log_out", firm.lea.pk) == 302
    assert other.get("/me/").status_code == 302


def test_tokens_are_shown_once_and_revoked_by_their_owner_or_an_administrator(firm: Firm) -> None:
    page = login(firm.emil).post(reverse("people:issue_token"), {"name": "export"})
    token = page.context["token"]
    assert bearer_of(token) == Bearer(firm.emil, roles_of(firm.emil))
    assert token not in login(firm.emil).get("/me/").content.decode()
    kept = AccessToken.objects.get()
    assert post(firm.lea, "revoke_token", kept.pk) == 404
    assert post(firm.emil, "revoke_token", kept.pk) == 302
    assert bearer_of(token) is None


def days(deputy: Person) -> dict[str, object]:
    tomorrow = NOW.date() + timedelta(days=400)
    return {"starts_on": tomorrow, "ends_on": tomorrow + timedelta(days=5), "deputy": deputy.pk}


def test_absences_are_noted_by_oneself_by_the_lead_and_by_administrators(firm: Firm) -> None:
    bea = add_person(email="bea@x.example", name="Bea", roles=[], password=None, at=NOW, unit=firm.billing)
    for who in (bea, firm.lea, firm.vera):
        assert post(who, "absent", bea.pk, **days(firm.lea)) == 302
        absence = Absence.objects.get()
        assert post(firm.emil, "present", absence.pk) == 404
        assert post(who, "present", absence.pk) == 302
    assert post(firm.emil, "absent", bea.pk, **days(firm.lea)) == 404
    assert post(firm.lea, "absent", firm.emil.pk, **days(firm.lea)) == 404
    assert not Absence.objects.exists()


def test_an_absence_that_makes_no_sense_is_refused_with_a_sentence(firm: Firm) -> None:
    client = login(firm.emil)
    address = reverse("people:absent", args=[firm.emil.pk])
    firm.lea.is_active = False
    firm.lea.save()
    for wrong in (days(firm.emil), days(firm.lea), days(firm.vera) | {"ends_on": "2020-01-01"}):
        assert client.post(address, wrong).status_code == 302
    assert client.post(address, days(firm.vera)).status_code == 302
    assert client.post(address, days(firm.vera)).status_code == 302
    assert Absence.objects.count() == 1


def test_leads_see_the_people_of_their_units_only(firm: Firm) -> None:
    add_person(email="bea@x.example", name="Bea Beispiel", roles=[], password=None, at=NOW, unit=firm.billing)
    page = login(firm.lea).get(reverse("people:people")).content.decode()
    assert "bea@x.example" in page
    assert firm.emil.email not in page
    assert login(firm.emil).get(reverse("people:people")).status_code == 403
    assert "Emil Ernst" in login(firm.vera).get(reverse("people:people")).content.decode()
