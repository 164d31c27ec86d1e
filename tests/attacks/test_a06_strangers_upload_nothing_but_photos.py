"""Chatwoot CVE-2026-63765, LimeSurvey CVE-2021-44967: uploads without a login, and files that run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from kunding.conftest import Firm
from kunding.listen.models import Attachment
from kunding.respond.models import Enclosure
from kunding.web.access import is_open
from tests.attacks.letterbox import filled_in, matter, page_of, photo

pytestmark = pytest.mark.django_db
HOSTILE = {
    "shell.php": b"<?php system($_GET['c']); ?>",
    "page.html": b"<script>alert(1)</script>",
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a.jpg.exe": b"MZ\x90\x00",
    "../../../etc/cron.d/x.jpg": b"* * * * * root id",
    "gifar.gif": b"GIF89a/*<script>*/=alert(1)",
    "archive.zip": b"PK\x03\x04../../x",
    "null\x00.jpg": b"\xff\xd8\xff",
}


def kept() -> set[Path]:
    return set((Path(settings.KUNDING_HOME) / "files").rglob("*"))


def addresses() -> Iterator[str]:
    for namespace, (prefix, resolver) in get_resolver().namespace_dict.items():
        for name, found in resolver.reverse_dict.lists():
            if isinstance(name, str) and not is_open(f"{namespace}:{name}"):
                (template, names), *_ = found[0][0]
                yield "/" + prefix + template % dict.fromkeys(names, 1)


def test_a_stranger_uploads_nothing_behind_the_login(firm: Firm) -> None:
    before, visited = kept(), 0
    for address in addresses():
        visited += 1
        files = {name: photo() for name in ("file", "files", "photos", "attachment", "upload")}
        assert Client().post(address, files).status_code in {302, 401, 403, 404, 405}, address
    assert visited > 40
    assert kept() == before
    assert not Attachment.objects.exists()
    assert not Enclosure.objects.exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photo_is_kept_nowhere(firm: Firm, name: str) -> None:
    case, before = matter(firm), kept()
    for kind in ("image/jpeg", "text/html"):
        file = SimpleUploadedFile(name, HOSTILE[name], kind)
        assert Client().post(page_of(case, "add/"), {"text": "x", "photos": [file]}).status_code == 422
        file.seek(0)
        assert Client().post("/melden/", filled_in(photos=[file])).status_code == 422
    assert kept() == before


def test_a_wrong_link_keeps_nothing(firm: Firm) -> None:
    before = kept()
    assert Client().post("/anliegen/wrong/add/", {"text": "x", "photos": [photo()]}).status_code == 404
    assert kept() == before


def test_the_name_of_a_photo_is_ours(firm: Firm) -> None:
    case = matter(firm)
    sent = photo()
    sent.name = "../../x.html"
    assert Client().post(page_of(case, "add/"), {"text": "x", "photos": [sent]}).status_code == 302
    assert Attachment.objects.get().name == "photo-1.jpg"
