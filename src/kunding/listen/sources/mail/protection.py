"""Whether a mail is signed or encrypted (S/MIME, PGP): shown as such, neither verified nor opened."""

import re
from collections.abc import Sequence

from kunding.listen.sources.mail.headers.raw import Mail
from kunding.listen.sources.mail.structure import every_part, media_type, parameter

_SMIME = re.compile(r"^application/(?:x-)?pkcs7-mime$")
_SMIME_SIGNATURE = re.compile(r"^application/(?:x-)?pkcs7-signature$")
_ARMOUR = re.compile(r"(?s)-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]*:[^\n]{0,200}\n){0,10}\n?(.*)")
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_MESSAGE = "-----BEGIN PGP MESSAGE-----"


def encryption_of(mail: Mail, text: str) -> str:
    """Return "pgp", "smime" or "" for a mail that is not encrypted."""
    for part in every_part(mail):
        kind = media_type(part)
        if kind == "multipart/encrypted" or kind == "application/pgp-encrypted":
            return "pgp"
        if _SMIME.match(kind) and parameter(part, "smime-type").lower() in {"", "enveloped-data", "authenveloped-data"}:
            return "smime"
    return "pgp" if text.lstrip().startswith(_MESSAGE) else ""


def signature_of(mail: Mail, text: str) -> str:
    """Return "pgp", "smime" or "" for a mail that is not signed."""
    for part in every_part(mail):
        kind = media_type(part)
        if kind == "application/pgp-signature":
            return "pgp"
        if _SMIME_SIGNATURE.match(kind) or (_SMIME.match(kind) and parameter(part, "smime-type") == "signed-data"):
            return "smime"
    return "pgp" if text.lstrip().startswith("-----BEGIN PGP SIGNED MESSAGE-----") else ""


def without_armour(text: str) -> str:
    """Return the words inside of a text that was signed with PGP in the text itself."""
    found = _ARMOUR.match(text.lstrip())
    if not found:
        return text
    lines: Sequence[str] = found[1].partition(_SIGNATURE)[0].split("\n")
    return "\n".join(line.removeprefix("- ") for line in lines).strip()
