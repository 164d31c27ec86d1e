"""Words that name a person as digests: with the installation's key they are recognised, without it they say nothing."""

from collections.abc import Iterable
from hashlib import blake2b

from django.conf import settings

_SIZE = 20  # bytes


def keyed(word: str) -> str:
    """Return the digest of a word, 40 characters; another installation makes another one of the same word."""
    key = blake2b(settings.SECRET_KEY.encode(), person=b"kunding.erased", digest_size=32).digest()
    return blake2b(word.encode(), key=key, digest_size=_SIZE).hexdigest()


def keyed_all(words: Iterable[str]) -> dict[str, str]:
    """Return digest → word."""
    return {keyed(word): word for word in words}
