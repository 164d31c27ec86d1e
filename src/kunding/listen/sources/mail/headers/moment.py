"""When a mail was written."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kunding.listen.sources.mail.headers.raw import Mail, header

_BEFORE_ALL_MAIL = datetime(1990, 1, 1, tzinfo=UTC)


def said_at(mail: Mail, *, received_at: datetime) -> datetime:
    """Return the mail's date in UTC; when it came, where the date is missing, absurd or after that."""
    try:
        written = parsedate_to_datetime(header(mail, "Date", longest=200))
        moment = written.replace(tzinfo=written.tzinfo or UTC).astimezone(UTC)
    except Exception:  # broken dates raise whatever they like, from IndexError to OverflowError
        return received_at
    return moment if _BEFORE_ALL_MAIL <= moment <= received_at else received_at
