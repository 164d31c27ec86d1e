"""The link with which a person sets a password, once."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from kunding.people.models import Person


def password_link(person: Person) -> str:
    """Return the link; it works once and for three days, and is built from KUNDING_URL, never from a request."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.KUNDING_URL.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
