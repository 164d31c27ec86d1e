"""Every address of the installation; who may open it stands in `web/access.py`."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from kunding.api.api import api
from kunding.web import company_login
from kunding.web.views import language

door: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("company/", company_login.begin, name="company_login"),
    # allauth builds this address by name and part; there is one directory.
    path("company/back/<slug:provider_id>/", company_login.back, name="openid_connect_callback"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # first: programs ask most often
    path("", include("kunding.cockpit.urls")),
    path("", include("kunding.understand.urls")),
    path("", include("kunding.respond.urls")),
    path("", include("kunding.improve.urls")),
    path("", include("kunding.customers.urls")),
    path("", include("kunding.listen.urls")),
    path("", include("kunding.people.urls")),
    path("", include("kunding.web.urls")),
    path("", include("kunding.web.public.urls")),
    path("account/", include(door)),
    path("language/", language, name="set_language"),
]

handler403 = "kunding.api.errors.not_open"
handler404 = "kunding.api.errors.not_there"
handler500 = "kunding.api.errors.our_fault"
