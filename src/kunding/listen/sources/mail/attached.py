"""The files in a mail; archives stay closed."""

import re

from kunding.listen.sources.mail import limits
from kunding.listen.sources.mail.headers.raw import Mail, header
from kunding.listen.sources.mail.headers.words import words
from kunding.listen.sources.mail.letters import one_line
from kunding.listen.sources.mail.parsed import AttachedFile
from kunding.listen.sources.mail.structure import content, disposition, media_type, parameter

_MEDIA_TYPE = re.compile(r"^[a-z0-9][a-z0-9.+-]{0,40}/[a-z0-9][a-z0-9.+-]{0,58}$")
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")
_ENDINGS = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics"}


def attached_file(part: Mail) -> AttachedFile:
    """Return the part as a file under a harmless name."""
    kind = media_type(part)
    identifier = one_line(header(part, "Content-ID")).strip("<>")[:200]
    return AttachedFile(
        name=_name(part, kind),
        media_type=kind if _MEDIA_TYPE.match(kind) else "application/octet-stream",
        content=content(part),
        inline=bool(identifier) and disposition(part) != "attachment" and kind.startswith("image/"),
        content_id=identifier,
    )


def is_attached(part: Mail) -> bool:
    """Return whether the part is a file and not words of the mail itself."""
    if disposition(part) == "attachment":
        return True
    return media_type(part) not in {"text/plain", "text/html"} or bool(_given_name(part))


def _name(part: Mail, kind: str) -> str:
    plain = _NOT_IN_NAMES.sub("_", one_line(words(_given_name(part)).replace("\\", "/").rpartition("/")[2]))
    stem = plain.strip(" .")[-limits.ATTACHMENT_NAME :]
    return stem or ("attachment" + _ENDINGS.get(kind, ""))


def _given_name(part: Mail) -> str:
    return parameter(part, "filename", "Content-Disposition") or parameter(part, "name")
