import pytest
from django.test import Client, override_settings

from kunding.conftest import Firm

NAMES = (
    "Remote-User",
    "X-Remote-User",
    "X-Forwarded-User",
    "X-Forwarded-Email",
    "X-Auth-Request-Email",
    "X-Auth-Request-User",
    "X-Authenticated-User",
    "X-Webauth-User",
    "X-Ms-Client-Principal-Name",
    "X-Goog-Authenticated-User-Email",
    "Tailscale-User-Login",
    "Cf-Access-Authenticated-User-Email",
    "X-User",
    "X-Person",
    "From",
)


@pytest.mark.parametrize("page", ["/", "/me/", "/people/", "/cases/"])
@pytest.mark.parametrize("proxies", [0, 1])
def test_no_header_logs_anybody_in(firm: Firm, page: str, proxies: int) -> None:
    said = dict.fromkeys(NAMES, firm.vera.email) | {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"}
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert Client().get(page, headers=said).status_code == 302


def test_the_servers_own_name_for_a_user_logs_nobody_in(firm: Firm) -> None:
    # What a web server in front hands over as REMOTE_USER reaches WSGI under this name.
    assert Client(REMOTE_USER=firm.vera.email, HTTP_REMOTE_USER=firm.vera.email).get("/me/").status_code == 302


def test_no_header_opens_the_api(firm: Firm) -> None:
    for value in (firm.vera.email, str(firm.vera.pk), f"Basic {firm.vera.email}"):
        said = dict.fromkeys(NAMES, value) | {"Authorization": value}
        assert Client().get("/api/v1/cases", headers=said).status_code == 401
