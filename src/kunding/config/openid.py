"""The login of the company's own directory (OpenID Connect); off where nothing is set."""

from typing import Any
from urllib.parse import urlsplit

from kunding.config.environment import SettingIsWrong

PROVIDER = "company"
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


def openid_providers(*, url: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """Return allauth's settings of the one directory; raises SettingIsWrong where half of them is missing.

    >>> openid_providers(url="", client="", secret="", name="")
    {}
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        raise SettingIsWrong(f"KUNDING_OIDC_URL must begin with https://, but it is “{url}”.")
    if not client or not secret:
        raise SettingIsWrong("KUNDING_OIDC_URL needs KUNDING_OIDC_CLIENT and KUNDING_OIDC_SECRET, too.")
    app = {
        "provider_id": PROVIDER,
        "name": name or "OpenID",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": url.rstrip("/")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
