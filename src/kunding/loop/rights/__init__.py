"""The rights of the people whom data are about: what is held of somebody, all rooms together (GDPR Art. 15, 17, 20)."""

from kunding.loop.rights.holdings import AlreadyErased, Holdings, NobodyIsKnown, held_of

__all__ = ["AlreadyErased", "Holdings", "NobodyIsKnown", "held_of"]
