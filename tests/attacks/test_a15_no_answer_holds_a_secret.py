from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse

from kunding.config.openid import openid_providers
from kunding.conftest import NOW, Life, login
from kunding.people.actions import issue_token, set_password
from kunding.people.models import AccessToken, Person, Role
from kunding.people.rules import token_digest
from kunding.web.access import ROWS
from kunding.web.tests.test_each_page_is_open_to_those_whom_the_table_names import FACTORIES, Things, things

OIDC_SECRET = "oidc-secret-of-the-company"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def seeded(life: Life) -> dict[str, str]:
    """Give everybody secrets and return them under the names of what they are."""
    vera = life.firm.vera
    for person in Person.objects.all():
        set_password(person=person, password=f"a long password of {person.pk}", at=NOW)
    token = issue_token(person=vera, name="another", at=NOW)
    Authenticator.objects.create(user=life.firm.lea, type=Authenticator.Type.TOTP, data={"secret": TOTP})
    hashes = {f"hash of {person.pk}": person.password for person in Person.objects.all()}
    digests = {f"digest {row.pk}": row.digest for row in AccessToken.objects.all()}
    sessions = {f"session {row.pk[:3]}": row.pk for row in Session.objects.all()}
    own = {"key": settings.SECRET_KEY, "token": token, "totp": TOTP, "oidc": OIDC_SECRET}
    return {**hashes, **digests, **sessions, **own}


def test_no_page_and_no_api_shows_a_secret_to_anybody(life: Life) -> None:
    all_of: Things = things(life, life.firm.lea)
    secrets = seeded(life)
    vera = Person.objects.get(pk=life.firm.vera.pk)
    assert Role.ADMINISTRATOR in set(vera.grants.values_list("role", flat=True))
    browser = login(vera)
    program = Client(HTTP_AUTHORIZATION=f"Bearer {issue_token(person=vera, name='scan', at=NOW)}")
    providers = openid_providers(url="https://id.example", client="kunding", secret=OIDC_SECRET, name="ID")
    seen = 0
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers):
        for row in ROWS:
            if "GET" not in row.methods or row.name in {"account_logout", "openid_connect_callback"}:
                continue
            make = FACTORIES.get(row.name)
            address = reverse(row.name, args=make(all_of, all_of.own) if make else [])
            client = program if row.name.startswith("api:") else browser
            answer = client.get(address, {"metric": "volume"} if row.name == "api:ask" else None)
            said = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
            told = [name for name, secret in secrets.items() if secret in said]
            assert not told, f"{row.name} tells {told}"
            seen += answer.status_code == 200
    assert seen > 40, "the scan saw too few pages to say anything"


def test_what_is_kept_of_a_secret_does_not_log_in(life: Life) -> None:
    set_password(person=life.firm.vera, password="a long password", at=NOW)
    token = issue_token(person=life.firm.vera, name="x", at=NOW)
    for word in (life.firm.vera.password, life.firm.vera.password.rpartition("$")[2]):
        assert not Client().login(email=life.firm.vera.email, password=word)
    kept = Client(HTTP_AUTHORIZATION=f"Bearer {token_digest(token)}")
    assert kept.get(reverse("api:cases")).status_code == 401
