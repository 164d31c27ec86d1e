"""A disclosure as a page to read, as JSON for machines, and as an archive of both with all files."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext

from kunding.listen import files
from kunding.loop.rights.disclosure.part import Disclosure, Fact, Part


def as_html(told: Disclosure) -> str:
    """Return a page that stands alone: no script, nothing fetched."""
    return render_to_string("loop/disclosure.html", {"told": told})


def as_json(told: Disclosure) -> str:
    """Return everything for machines; keys are English, moments ISO 8601."""
    whole = {
        "company": told.company,
        "person": told.person,
        "made_at": told.made_at.isoformat(),
        "parts": [_part(part) for part in told.parts],
        "files": [file.name for file in told.files],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_zip(told: Disclosure) -> bytes:
    """Return an archive: the page, the JSON, and each file; what the store has lost is named in a note."""
    buffer, missing = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("disclosure.html", as_html(told))
        archive.writestr("disclosure.json", as_json(told))
        for file in told.files:
            try:
                archive.writestr(file.name, files.read(file.digest))
            except files.FileIsMissing:
                missing.append(file.name)
        if missing:
            archive.writestr("missing.txt", gettext("No longer in the store:") + "\n" + "\n".join(missing) + "\n")
    return buffer.getvalue()


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.key,
        "origin": part.origin,
        "purpose": part.purpose,
        "legal_basis": part.basis,
        "recipients": part.recipients,
        "kept": part.kept,
        "rows": [{fact.key: _plain(fact) for fact in row} for row in part.rows],
    }


def _plain(fact: Fact) -> Any:
    if isinstance(fact.value, (datetime, date)):
        return fact.value.isoformat()
    return fact.value if isinstance(fact.value, (str, int, float, bool, list)) else str(fact.value)
