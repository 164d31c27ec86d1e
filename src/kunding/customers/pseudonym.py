"""How a customer is called in the lake: a number that nobody can turn back without the installation's key."""

from hashlib import blake2b


def pseudonym(customer: int, *, key: bytes) -> int:
    """Return the customer's name in the lake, a number below 2^63.

    >>> pseudonym(7, key=b"k") == pseudonym(7, key=b"k") != pseudonym(8, key=b"k")
    True
    """
    # BLAKE2 takes a key itself: no HMAC around it is needed. It takes 64 bytes at most.
    digest = blake2b(customer.to_bytes(8, "big"), key=key[:64], digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
