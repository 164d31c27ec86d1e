"""`kunding tone` reads drafts of many formats, and refuses in a sentence what it cannot read."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.cli.drafts import UnreadableDraft, read_draft
from kunding.cli.refusal import Refused

WORDS = "Bezüglich Ihres Schreibens rufe ich an."
XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def document(file: Path, xml: str) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", xml)
    return file


def written(folder: Path, ending: str) -> Path:
    file = folder / f"draft{ending}"
    if ending == ".docx":
        return document(file, XML.format(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"))
    page = f"<html><head><title>x</title><style>p {{}}</style></head><body><p>{WORDS}</p></body></html>"
    mail = f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
    file.write_text({".html": page, ".eml": mail}.get(ending, WORDS), encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".eml", ".docx"])
def test_each_format_gives_its_words(tmp_path: Path, ending: str) -> None:
    assert read_draft(written(tmp_path, ending)).strip() == WORDS


def test_findings_are_told_with_line_and_proposal(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["tone", str(written(tmp_path, ".txt"))])
    assert told.exit_code == 0
    assert "Zeile 1: “Bezüglich Ihres Schreibens”" in told.output
    assert "→ zu Ihrem Schreiben" in told.output


def test_a_program_gets_one_object_per_file(tmp_path: Path) -> None:
    file = str(written(tmp_path, ".txt"))
    told = CliRunner().invoke(app, ["tone", file, file, "--json"])
    rows = [json.loads(line) for line in told.output.splitlines()]
    assert [row["rewritten"] for row in rows] == ["Zu Ihrem Schreiben rufe ich an."] * 2
    assert rows[0]["findings"][0]["why"].keys() == {"de", "en"}


def test_standard_input_is_a_dash() -> None:
    told = CliRunner().invoke(app, ["tone", "-", "--as", "sign"], input="Zutritt verboten!")
    assert "klingt abweisend" in told.output


def test_a_missing_file_is_refused() -> None:
    told = CliRunner().invoke(app, ["tone", "nowhere.txt"])
    assert isinstance(told.exception, Refused)
    assert "no such file" in str(told.exception)


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["tone", str(written(tmp_path, ".txt")), "--as", "poem"]).exit_code == 2


def test_hostile_documents_are_refused(tmp_path: Path) -> None:
    bomb = document(tmp_path / "bomb.docx", XML.format("<w:p>" + " " * 20_000_000 + "</w:p>"))
    laughs = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>' + XML.format("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>")
    entities = document(tmp_path / "entities.docx", laughs)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\0\0\0")
    for file, why in ((bomb, "too large"), (entities, "document type"), (broken, "contents"), (picture, "no text")):
        with pytest.raises(UnreadableDraft, match=why):
            read_draft(file)
