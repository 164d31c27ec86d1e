"""The second factor: what an app and the recovery codes are made of is sealed before the database keeps it."""

from allauth.mfa.adapter import DefaultMFAAdapter

from kunding.people.sealing import seal, unsealed

PURPOSE = "second factor"


class Sealed(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Keeps no secret in the open."""

    def encrypt(self, text: str) -> str:
        """Return the secret as the database keeps it."""
        return seal(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; raises SealIsBroken where it was sealed with another key."""
        return unsealed(encrypted_text, purpose=PURPOSE)
