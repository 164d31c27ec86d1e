"""Login through the company's own directory (OpenID Connect): only people who are here already come in.

allauth speaks the protocol (code, state, PKCE). What it leaves open is decided here: the identity token is checked by
its signature, issuer, audience, time and nonce, and only a verified e-mail of an active person opens the door.
"""

import secrets
from typing import Any

import jwt
from allauth.account.adapter import get_adapter as door
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from kunding.config.openid import PROVIDER
from kunding.people.actions import tie_login
from kunding.people.models import Person

# Only signatures with a public key: a token signed with the client's secret, or not at all, proves nothing.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
CLAIMS = ("exp", "iat", "iss", "aud", "sub", "nonce")
LEEWAY = 30  # seconds by which two clocks may differ
KEPT = ("sub", "nonce", "email", "email_verified")


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Send the person to the directory."""
    try:
        provider = get_adapter(request).get_provider(request, provider=PROVIDER)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
    provider.oauth2_adapter_class = CheckedLogin  # allauth's own would take the address back from the request
    nonce = secrets.token_urlsafe(24)
    wanted = request.POST.get("next", "")
    try:
        answer: HttpResponse = provider.redirect(
            request,
            process="login",
            next_url=wanted if wanted and door(request).is_safe_url(wanted) else None,
            data={"nonce": nonce},
            scope=["openid", "email"],
            auth_params={"nonce": nonce},
        )
    except (RequestException, KeyError, ValueError):
        return _refused(request, gettext("The company’s login does not answer. Try again later, or use a password."))
    return answer


@require_GET
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take in whom the directory sends back."""
    if provider_id != PROVIDER or not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(CheckedLogin(request, PROVIDER))(request)
    except (KeyError, ValueError):  # an answer of the directory that has no sense
        return _refused(request, gettext("The company’s login gave an answer that cannot be trusted."))
    return answer


class CheckedLogin(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth is untyped
    """Reads who somebody is from the signed identity token and from nothing else."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return where the directory sends people back to, built from KUNDING_URL."""
        return str(settings.KUNDING_URL).rstrip("/") + reverse("openid_connect_callback", args=[PROVIDER])

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return the login of the token's claims; raises OAuth2Error for a token that proves nothing."""
        word = kwargs["response"].get("id_token")
        if not isinstance(word, str):
            raise OAuth2Error("The directory sent no identity token.")
        claims = self._checked(app, word)
        said = {name: claims[name] for name in KEPT if name in claims}
        login = self.get_provider().sociallogin_from_response(request, {"id_token": said})
        # Beside the login, not in it: what is in it would be stored.
        login.account.extra_data, login.claims = {}, said
        return login

    def _checked(self, app: SocialApp, word: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(word)
            claims: dict[str, Any] = jwt.decode(
                word,
                key=self._key(str(header.get("kid", ""))),
                algorithms=list(ALGORITHMS),
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": list(CLAIMS)},
            )
        except jwt.PyJWTError as wrong:
            raise OAuth2Error("The identity token proves nothing.") from wrong
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != app.client_id:
            raise OAuth2Error("The identity token is for several programs and not for this one.")
        return claims

    def _key(self, name: str) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        named = [key for key in keys if key.key_id == name] if name else keys
        if len(named) != 1:
            raise OAuth2Error("The identity token names no key of the directory.")
        return named[0]


class OnlyTheKnown(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in active people whose verified e-mail the directory vouches for; nobody is added."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: a directory adds nobody."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Log the person in, or refuse with a sentence; allauth goes no further in either case."""
        claims: dict[str, Any] = getattr(sociallogin, "claims", {})
        expected = (sociallogin.state.get("data") or {}).get("nonce") or ""
        if not expected or not constant_time_compare(str(claims.get("nonce", "")), expected):
            raise _no(request, gettext("This login was not begun in this browser. Please begin again."))
        person = _person_of(request, claims)
        _check_tie(request, person, sociallogin.account.uid)
        answer = perform_login(request, person, redirect_url=sociallogin.get_redirect_url(request))
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        """Say in one sentence that nobody was logged in."""
        raise _no(request, gettext("The company’s login gave an answer that cannot be trusted."))


def _person_of(request: HttpRequest, claims: dict[str, Any]) -> Person:
    email = claims.get("email")
    if not isinstance(email, str) or not email.strip() or claims.get("email_verified") is not True:
        raise _no(request, gettext("The company’s login does not confirm that this e-mail is yours."))
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise _no(request, gettext("Nobody here has this e-mail. Ask an administrator to add you."))
    return person


def _check_tie(request: HttpRequest, person: Person, account: str) -> None:
    """Refuse an account that belongs to somebody else; tie the account at the first login."""
    if not account.strip():
        raise _no(request, gettext("The company’s login gave an answer that cannot be trusted."))
    ties = SocialAccount.objects.filter(provider=PROVIDER)
    mine, its = ties.filter(user=person).first(), ties.filter(uid=account).first()
    if mine is None and its is None:
        tie_login(person=person, provider=PROVIDER, account=account, at=now())
    elif mine is None or its is None or mine.pk != its.pk:
        raise _no(request, gettext("This login is tied to another account. An administrator can untie it."))


def _no(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(_refused(request, sentence))


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "account/company_login_refused.html", {"sentence": sentence}, status=403)
