"""How a customer is called in the lake: a number that nobody can turn back without the installation's key."""

import hmac
from hashlib import blake2b


def pseudonym(customer: int, *, key: bytes) -> int:
    """Return the customer's name in the lake, a number below 2^63.

    >>> pseudonym(7, key=b"k") == pseudonym(7, key=b"k") != pseudonym(8, key=b"k")
    True
    """
    digest = hmac.new(key, customer.to_bytes(8, "big"), lambda data=b"": blake2b(data, digest_size=8)).digest()
    return int.from_bytes(digest, "big") >> 1
