"""LimeSurvey CVE-2021-44967: an upload that is unpacked or loaded becomes a program. Here none is, no zip slips."""

import ast
import io
import pickle
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.refusal import Refused
from kunding.cli.safekeeping.archive import unpack
from kunding.listen import files
from kunding.listen.models import Attachment, Quarantine
from kunding.listen.sources.file import FileRefused, recognise
from kunding.listen.sources.mail import MailIsBeyondUs, parse
from kunding.understand.discovery.model import Model

ROOMS = Path(__file__).parents[2] / "src" / "kunding"
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SLIPS = (
    "../evil.py", "../../../../../../tmp/evil.py", "/tmp/evil.py", "..\\..\\evil.py", "C:\\evil.py",
    "\\\\host\\share\\evil", "xl/../../evil.py", "xl/worksheets/../../../evil.py", "./../evil", "evil\x00.py",
    "~/evil.py", "file:///tmp/evil.py", "xl/worksheets/sheet1.xml/../../../../evil.py", "....//evil.py",
    "%2e%2e/evil.py", "．．/evil.py",
)  # fmt: skip
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN, OFFICE = f"{SCHEMAS}/spreadsheetml/2006/main", f"{SCHEMAS}/officeDocument/2006/relationships"
LINKS = (
    f"<Relationships xmlns='{SCHEMAS}/package/2006/relationships'>"
    f"<Relationship Id='r1' Type='{OFFICE}/KIND' Target='TARGET'/></Relationships>"
)
WORKBOOK = {
    "[Content_Types].xml": f"<Types xmlns='{SCHEMAS}/package/2006/content-types'/>",
    "_rels/.rels": LINKS.replace("KIND", "officeDocument"),
    "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>"
    "<sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": LINKS.replace("KIND", "worksheet"),
}
UNPACKING = {"extractall", "unpack_archive", "tarfile", "shutil.unpack_archive"}
LOADING = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml", "jsonpickle", "runpy"}


def archive(names: tuple[str, ...], *, link: bool = False) -> bytes:
    """Return a zip whose entries lead outside; `link`: as symbolic links to /etc."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, content in WORKBOOK.items():
            parts.writestr(name, content.replace("TARGET", names[0]))
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777 if link else stat.S_IFREG | 0o777) << 16
            parts.writestr(entry, "/etc/passwd" if link else "import os")
        parts.writestr("word/document.xml", "<w:document><w:p><w:t>Hallo</w:t></w:p></w:document>")
    return made.getvalue()


@pytest.fixture(autouse=True)
def nothing_from_before() -> None:
    """Take away what an attack that once succeeded left."""
    for left in ("/tmp/evil.py", "/tmp/kunding-was-loaded"):
        Path(left).unlink(missing_ok=True)


def everything_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*")}


@pytest.mark.parametrize("link", [False, True], ids=["files", "links"])
@pytest.mark.parametrize("name", SLIPS)
def test_no_entry_of_an_archive_is_written_anywhere(tmp_path: Path, name: str, link: bool) -> None:
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    before = everything_below(tmp_path)
    for ending in ("xlsx", "xls", "docx", "zip", "csv"):
        sent = inside / f"export.{ending}"
        sent.write_bytes(archive((name,), link=link))
        with pytest.raises(FileRefused):
            recognise(sent, zone="Europe/Berlin", at=NOW)
        CliRunner().invoke(app, ["tone", str(sent)])
        sent.unlink()
    assert everything_below(tmp_path) == before
    assert not Path("/tmp/evil.py").exists()


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
@pytest.mark.parametrize("name", SLIPS)
def test_a_backup_of_somebody_else_is_written_nowhere(tmp_path: Path, name: str, kind: bytes) -> None:
    into, sent = tmp_path / "a" / "b", tmp_path / "sent.tar.gz"
    into.mkdir(parents=True)
    with tarfile.open(sent, "w:gz") as made:
        member = tarfile.TarInfo(name.replace("\x00", ""))
        member.type, member.linkname, member.size = kind, "/etc/passwd", 9 if kind == tarfile.REGTYPE else 0
        made.addfile(member, io.BytesIO(b"import os"))
    with pytest.raises(Refused):
        unpack(sent, into=into)
    outside = {path for path in tmp_path.rglob("*") if path.is_file() and into not in path.parents} - {sent}
    assert not outside
    assert not [path for path in into.rglob("*") if path.is_symlink() or path.is_fifo()]
    assert not Path("/tmp/evil.py").exists()


@pytest.mark.django_db
def test_what_a_mail_brings_stays_closed_under_its_digest(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.KUNDING_HOME = tmp_path
    mail = EmailMessage()
    mail["From"] = "eve@evil.example"
    mail.set_content("Anbei.")
    for name in SLIPS:
        mail.add_attachment(archive(SLIPS), maintype="application", subtype="zip", filename=name.replace("\x00", ""))
    parsed = parse(mail.as_bytes(), received_at=NOW)
    assert len(parsed.attachments) == len(SLIPS)
    for one in parsed.attachments:
        assert not {"/", "\\", "\0", ":"} & set(one.name)
        assert one.name not in {"", ".", ".."}
        files.keep(one.content)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1, "the same bytes lie there once, under their digest"
    assert kept[0].parent.parent.name == "files"
    assert stat.S_IMODE(kept[0].stat().st_mode) & 0o111 == 0, "nothing that came from outside can be run"
    assert not Attachment.objects.exists()
    assert not Quarantine.objects.exists()


class Evil:
    """Writes a file when it is loaded by something that trusts what it reads."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return Path.touch, (Path("/tmp/kunding-was-loaded"),)  # type: ignore[return-value]


def test_a_model_in_the_database_is_numbers_and_no_program() -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011  # any refusal will do
        Model.from_bytes(pickle.dumps(Evil()))
    assert not Path("/tmp/kunding-was-loaded").exists()


def test_a_mail_that_is_a_program_is_words() -> None:
    try:
        assert parse(pickle.dumps(Evil()), received_at=NOW)
    except MailIsBeyondUs as refusal:
        assert refusal.reason  # noqa: PT017
    assert not Path("/tmp/kunding-was-loaded").exists()


def test_nothing_unpacks_to_disk_or_loads_programs() -> None:
    found = {f"{path.relative_to(ROOMS)}: {what}" for path in ROOMS.rglob("*.py") if "tests" not in path.parts
             for what in dangers(path.read_text(encoding="utf-8"))}  # fmt: skip
    assert found == {"cli/safekeeping/archive.py: tarfile"}, "backups, tried above"


def dangers(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        yield from (name for name in names if name.partition(".")[0] in LOADING | {"tarfile"})
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in UNPACKING:
                yield node.func.attr
            if any(word.arg == "allow_pickle" and not is_false(word.value) for word in node.keywords):
                yield "allow_pickle"
            if node.func.attr == "import_module" and not isinstance(node.args[0], ast.Constant):
                yield "a module by a name that is not written here"


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize(
    "source", ["import pickle", "parts.extractall(x)", "np.load(x, allow_pickle=True)", "importlib.import_module(name)"]
)
def test_the_check_sees_one(source: str) -> None:
    assert list(dangers(source))
