"""Opening hours as they are before anybody set them, and how tokens are kept."""

import hashlib

Hours = dict[str, list[list[str]]]

USUAL_DAY = [["08:00", "12:00"], ["13:00", "17:00"]]
USUAL_HOURS: Hours = {str(weekday): USUAL_DAY for weekday in range(5)}  # Monday to Friday, with a lunch break


def token_digest(token: str) -> str:
    """Return what is kept of a token. It is long and random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
