"""Secrets that the database keeps: sealed with a key outside of it, so that a copy of the database opens none."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hmac import digest

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealIsBroken(Exception):
    """The secret was sealed for something else or with another key, or it was changed."""


def seal(secret: str, *, purpose: str) -> str:
    """Return the secret so that only this installation reads it, and only for the same purpose.

    AES-128 in CBC with an HMAC (Fernet); the key is made of KUNDING_SECRET_KEY and the purpose.
    """
    return _sealer(settings.SECRET_KEY, purpose).encrypt(secret.encode()).decode("ascii")


def unsealed(kept: str, *, purpose: str) -> str:
    """Return what was sealed; raises SealIsBroken."""
    try:
        return _sealer(settings.SECRET_KEY, purpose).decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise SealIsBroken(f"A secret for {purpose} cannot be opened; was KUNDING_SECRET_KEY changed?") from error


@lru_cache(maxsize=16)
def _sealer(key: str, purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(digest(key.encode(), f"kunding sealing: {purpose}".encode(), "sha256")))
