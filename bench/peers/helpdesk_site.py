"""A small site around django-helpdesk; lives in the peer's own environment.

Usage: python helpdesk_site.py migrate|mail; served by granian as helpdesk_site:application. DATABASE names an SQLite
file, or a PostgreSQL database where DATABASE_HOST is set; MAIL_FOLDER the folder from which `mail` takes mails.
"""

import os
import sys

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

DATABASE = os.environ.get("DATABASE", "helpdesk.sqlite3")


def database() -> dict[str, object]:
    if os.environ.get("DATABASE_HOST"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE,
            "USER": os.environ["DATABASE_USER"],
            "HOST": os.environ["DATABASE_HOST"],
            "PORT": os.environ.get("DATABASE_PORT", ""),
            "CONN_MAX_AGE": 60,
        }
    # The same kindness that we grant ourselves: write-ahead log, one writer waits for the other, kept connections.
    options = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": DATABASE, "OPTIONS": options, "CONN_MAX_AGE": 60}


settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": database()},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.sites",
        "django.contrib.humanize",
        "rest_framework",
        "helpdesk",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    # A fast hasher, so that the peer's login at each request costs next to nothing.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    ROOT_URLCONF="helpdesk_site",
    SITE_ID=1,
    STATIC_URL="/static/",
    MEDIA_ROOT=os.environ.get("MEDIA_ROOT", "media"),
    HELPDESK_ACTIVATE_API_ENDPOINT=True,
    HELPDESK_TEAMS_MODE_ENABLED=False,
    USE_TZ=True,
    LOGGING_CONFIG=None,
)
django.setup()
application = get_wsgi_application()
urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]


def migrate() -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from helpdesk.models import Queue

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("bench", "bench@helpdesk.example", "bench")
    queue = Queue(
        title="Service", slug="service", email_address="service@helpdesk.example", allow_public_submission=True
    )
    if folder := os.environ.get("MAIL_FOLDER"):
        queue.allow_email_submission = True
        queue.email_box_type = "local"
        queue.email_box_local_dir = folder
        queue.email_box_interval = 0
    queue.save()


def mail() -> None:
    from helpdesk.email import process_email

    process_email(quiet=True)


if __name__ == "__main__":
    {"migrate": migrate, "mail": mail}[sys.argv[1]]()
