"""Signatures as in Standard Webhooks: who knows the secret sees that a call came from us and that nobody changed it."""

import base64
import hmac
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"


def secret_of(key: bytes) -> str:
    """Return the secret as the receiver's library takes it.

    >>> secret_of(b"twenty-four bytes or more")
    'whsec_dHdlbnR5LWZvdXIgYnl0ZXMgb3IgbW9yZQ=='
    """
    return PREFIX + base64.b64encode(key).decode()


def signed(body: bytes, *, name: str, at: datetime, keys: Sequence[bytes]) -> dict[str, str]:
    """Return the headers of a call; `name` is the same each time that the same thing is told. One signature per key.

    >>> from datetime import UTC
    >>> key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> at = datetime.fromtimestamp(1614265330, UTC)
    >>> signed(b'{"test": 2432232314}', name="msg_p5jXN8AQM9LWM0D4loKWxJek", at=at, keys=[key])["webhook-signature"]
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    moment = str(int(at.timestamp()))
    content = b".".join((name.encode(), moment.encode(), body))
    signatures = [base64.b64encode(hmac.digest(key, content, "sha256")).decode() for key in keys]
    return {
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
