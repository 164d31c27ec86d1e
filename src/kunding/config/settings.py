"""Django's settings, read from `KUNDING_*` (see docs/operate/settings.md)."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kunding.config.environment import Environment, database, networks
from kunding.config.logging import write_log
from kunding.config.mail import django_mail, mail_server
from kunding.config.openid import openid_providers

ENVIRONMENT = Environment(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent
KUNDING_HOME = ENVIRONMENT.home()
KUNDING_LAKE = ENVIRONMENT.text("LAKE") or str(KUNDING_HOME / "lake")
KUNDING_LAKE_ENGINE = ENVIRONMENT.text("LAKE_ENGINE", default="duckdb")
KUNDING_READER = ENVIRONMENT.text("READER")
KUNDING_URL = ENVIRONMENT.text("URL", default="http://127.0.0.1:8000")
KUNDING_ALLOWED_NETWORKS = networks(ENVIRONMENT.words("ALLOWED_NETWORKS"))
KUNDING_MAIL_FROM = ENVIRONMENT.text("MAIL_FROM")
KUNDING_SMTP = mail_server(
    ENVIRONMENT.text("SMTP"), password=ENVIRONMENT.text("SMTP_PASSWORD"), sender=KUNDING_MAIL_FROM
)
globals().update(django_mail(KUNDING_SMTP, sender=KUNDING_MAIL_FROM))
# No figures of teams with fewer than five people: see docs/law.md.
KUNDING_WORKS_COUNCIL = ENVIRONMENT.switch("WORKS_COUNCIL", default=True)
# What the pages for customers show: see docs/law.md.
KUNDING_SHOW_OWNERS = ENVIRONMENT.switch("SHOW_OWNERS", default=False)
KUNDING_PRIVACY_URL = ENVIRONMENT.text("PRIVACY_URL")
KUNDING_WHISTLEBLOWER_URL = ENVIRONMENT.text("WHISTLEBLOWER_URL")
KUNDING_DEMO = (KUNDING_HOME / "demo.json").exists()

LOGGING_CONFIG = None
write_log(level=ENVIRONMENT.text("LOG", default="info"))

SECRET_KEY = ENVIRONMENT.secret_key()
# Outside the database, so that whoever changes the trail there cannot make its digests.
KUNDING_TRAIL_KEY = ENVIRONMENT.text("TRAIL_KEY") or SECRET_KEY
KUNDING_TRAIL_LOG = ENVIRONMENT.switch("TRAIL_LOG", default=False)
DEBUG = ENVIRONMENT.switch("DEBUG", default=False)
ALLOWED_HOSTS = ENVIRONMENT.words("ALLOWED_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = [KUNDING_URL]

ROOMS = [
    "kunding.cockpit",
    "kunding.loop",
    "kunding.improve",
    "kunding.respond",
    "kunding.understand",
    "kunding.listen",
    "kunding.journeys",
    "kunding.customers",
    "kunding.people",
    "kunding.trail",
]
INSTALLED_APPS = [
    "kunding.web",
    "kunding.api",
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kunding.api.middleware.TokenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kunding.web.middleware.AccessMiddleware",
    "kunding.web.middleware.ContentSecurityMiddleware",
]

ROOT_URLCONF = "kunding.config.urls"
WSGI_APPLICATION = "kunding.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kunding.web.navigation.shell",
            ],
        },
    },
]

DATABASES = {"default": database(ENVIRONMENT.text("DATABASE"), home=KUNDING_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "kunding.web.counting.SharedCounts", "LOCATION": str(KUNDING_HOME / "limits.sqlite3")}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "kunding.web.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could make us write to anybody
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "10/10m/ip,3/10m/key"}
MFA_ADAPTER = "kunding.web.second_factor.Sealed"
SOCIALACCOUNT_ADAPTER = "kunding.web.company_login.OnlyTheKnown"
SOCIALACCOUNT_PROVIDERS = openid_providers(
    url=ENVIRONMENT.text("OIDC_URL"),
    client=ENVIRONMENT.text("OIDC_CLIENT"),
    secret=ENVIRONMENT.text("OIDC_SECRET"),
    name=ENVIRONMENT.text("OIDC_NAME"),
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # who an e-mail belongs to is decided in one place: the adapter
# How many proxies of our own stand before us; what strangers write into X-Forwarded-For counts for nothing.
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.number("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
TIME_ZONE = ENVIRONMENT.text("TIME_ZONE", default="Europe/Berlin")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The built front end lies in the package; its names carry a digest of their content.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/"
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_ENGINE = "kunding.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KUNDING_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
