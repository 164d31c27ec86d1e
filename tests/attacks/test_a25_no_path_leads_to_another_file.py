"""LimeSurvey before 4.1.12: a path in an address or a name reads or writes another file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kunding.cli.importing.run import _usual_rejects_file
from kunding.conftest import Firm, Life, login
from kunding.listen import files
from kunding.listen.actions import SourceIsWrong, add_source
from kunding.listen.files import FileIsMissing
from kunding.listen.sources.mail import parse
from kunding.respond.models import Answer, Enclosure
from kunding.respond.signing import link_word

pytestmark = pytest.mark.django_db
CANARY = "the-canary-of-another-file"
CLIMBS = (
    "../{}", "../../{}", "../../../../../../../../{}", "..%2f{}", "%2e%2e%2f{}", "..%252f{}", "..%5c{}", "..\\{}",
    "....//{}", "..;/{}", "/{}", "//{}", "%2f{}", "./{}", "{}%00", "{}%00.svg", "{}\x00.png", "file:///{}",
    "..%c0%af{}", "%uff0e%uff0e/{}", "．．／{}", "~/{}", "{}/.", "bill/../{}", "bill.svg/../{}",
    "%ef%bc%8e%ef%bc%8e/{}", "..%u2215{}", "C:\\{}", "\\\\?\\{}",
)  # fmt: skip
TARGETS = ("etc/passwd", "canary.txt", "kunding.sqlite3", "secret.key", "config/settings.py", "proc/self/environ")
PATHS = [climb.replace("{}", target) for climb in CLIMBS for target in TARGETS]
# Where files or parts of paths are handed out, with {} for what somebody types in.
FILES = (
    "/static/{}", "/static/dist/{}", "/static/dist/assets/{}", "/melden/codes/{}.svg", "/melden/codes/{}",
    "/anliegen/{}/", "/anliegen/WORD/photo/{}/", "/cases/NUMBER/files/sent/{}/", "/cases/NUMBER/files/received/{}/",
    "/cases/NUMBER/files/{}", "/outbound/campaigns.{}", "/readings/1/{}/choose/", "/cases/{}/",
    "/account/company/back/{}/", "/api/v1/{}", "/{}", "/report/?file={}", "/melden/?ort={}", "/customers/?words={}",
)  # fmt: skip


@pytest.fixture
def home(life: Life) -> Iterator[Path]:
    """Put a file beside those that are handed out."""
    found = Path(ours.KUNDING_HOME)
    (found / "canary.txt").write_text(CANARY)
    yield found
    (found / "canary.txt").unlink()


def told(answer: object) -> bytes:
    return b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined,call-overload]


def test_no_address_hands_out_another_file(life: Life, home: Path) -> None:
    secrets = (
        CANARY.encode(),
        b"root:x:",
        b"SQLite format 3",
        ours.SECRET_KEY.encode(),
        b"INSTALLED_APPS",
        b"KUNDING_",
    )
    word, number, vera = link_word(life.waiting.number), life.waiting.number, login(life.firm.vera)
    for address in FILES:
        # Each climb at each address, and each target; not each of both together.
        for place, climb in enumerate(CLIMBS):
            path = climb.replace("{}", TARGETS[place % len(TARGETS)])
            answer = vera.get(address.replace("WORD", word).replace("NUMBER", number).replace("{}", path))
            assert answer.status_code < 500, (address, path)
            said = told(answer)
            assert not [secret for secret in secrets if secret in said], (address, path)


def test_strangers_read_no_other_file_either(life: Life, home: Path) -> None:
    for path in PATHS[::3]:
        for address in ("/static/{}", "/anliegen/{}/"):
            answer = Client(REMOTE_ADDR="10.0.0.2").get(address.replace("{}", path))
            assert answer.status_code in {400, 404, 301, 302, 429}
            assert CANARY.encode() not in told(answer)


def test_each_address_that_takes_a_word_is_tried() -> None:
    """A new address that hands out a file by a name fails here until it stands in FILES."""
    tried = {address.partition("?")[0].strip("/").partition("/")[0] for address in FILES}
    for prefix in worded(get_resolver().url_patterns):
        assert prefix.partition("/")[0] in tried | {""}, prefix


def worded(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from worded(pattern.url_patterns, here)
        elif {"StringConverter", "PathConverter"} & {type(one).__name__ for one in pattern.pattern.converters.values()}:
            yield here


@pytest.mark.parametrize("word", [*PATHS[:40], "", ".", "..", "a" * 64, "A" * 64, "0" * 63, f"{'0' * 62}/."])
def test_the_store_of_files_knows_digests_only(word: str) -> None:
    with pytest.raises(FileIsMissing):
        files.read(word)


@pytest.mark.parametrize("name", [*PATHS[:40], "..", ".", "~", "-rf", "a" * 300, "con", "x\ny", "ü" * 200])
def test_no_name_of_a_file_leads_the_rejects_elsewhere(name: str) -> None:
    place = _usual_rejects_file(Path("/somewhere") / (name or "x"), "f" * 64)
    assert place.resolve().parent == (Path(ours.KUNDING_HOME) / "rejects").resolve()
    assert len(place.name.encode()) < 256


@pytest.mark.parametrize("path", PATHS[::5])
def test_no_name_in_a_mail_is_a_path(path: str) -> None:
    raw = (
        "From: a@b.de\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="{path}"\n\nQUJD\n'
    ).encode("utf-8", "replace")
    (one,) = parse(raw, received_at=datetime(2026, 1, 2, tzinfo=UTC)).attachments
    assert not {"/", "\\", "\0", ":", "\n"} & set(one.name)
    assert one.name.strip(".")


@pytest.mark.parametrize(
    "folder", ["/etc", "/proc/self", "/", "../..", "file:///etc", "/etc/passwd", "", "~", "/dev/fd"]
)
def test_a_folder_that_is_no_maildir_is_no_source(firm: Firm, folder: str) -> None:
    with pytest.raises(SourceIsWrong):
        add_source(kind="maildir", address=folder, at="2026-01-02T00:00Z")  # type: ignore[arg-type]


def test_a_name_adds_no_header_to_a_download(life: Life) -> None:
    case, lea = life.waiting, life.firm.lea
    written = Answer.objects.create(case=case, by=lea, at=case.opened_at, text="x", channel="mail")
    for name in ('a"; filename="evil.html', "a\r\nSet-Cookie: x=1", "../../evil.html", "a\x01.html", "ü.pdf"):
        kept = Enclosure.objects.create(
            answer=written, name=name, media_type="text/html", digest=files.keep(b"x"), size=1
        )
        answer = login(lea).get(f"/cases/{case.number}/files/sent/{kept.pk}/")
        assert answer.status_code == 200
        assert "x=1" not in str(answer.headers.get("Set-Cookie", ""))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert not {"\r", "\n", "/"} & set(answer.headers["Content-Disposition"])
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
