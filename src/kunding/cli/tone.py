"""`kunding tone`: what is hostile, official or empty in letters, signs and templates, without a database."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kunding.cli.refusal import Refused

if TYPE_CHECKING:
    from kunding.understand.reader.tone import Tone


def tone(
    files: Annotated[list[Path], typer.Argument(help="Drafts: TXT, MD, HTML, EML or DOCX; - reads standard input.")],
    as_: Annotated[str, typer.Option("--as", help="reply, letter (also a template) or sign.")] = "letter",
    language: Annotated[str | None, typer.Option(help="de or en; else it is told from the text.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per file.")] = False,
) -> None:
    """Find hostile, official and empty wording in drafts, each with why and a better proposal.

    Example: kunding tone letters/reminder.docx --as letter
    """
    from kunding.cli.drafts import UnreadableDraft, read_draft
    from kunding.understand.reader.tone import UnknownDraft, check

    for file in files:
        try:
            text = read_draft(file)
            found = check(text, kind=as_, language=language)
        except UnknownDraft as error:
            raise typer.BadParameter(str(error), param_hint="--as") from error
        except UnreadableDraft as error:
            raise Refused(str(error)) from error
        if as_json:
            print(json.dumps({"file": str(file), **found.row()}, ensure_ascii=False))
        else:
            _show(file, text, found)


def _show(file: Path, text: str, found: "Tone") -> None:
    speaks = found.language
    ease = found.reading_ease
    figure = "" if ease.value is None else f" ({ease.value:.0f})"
    print(f"{file}: {found.summary.within(speaks)} {_word('ease', speaks)}: {ease.label.within(speaks)}{figure}.")
    for one in found.findings:
        line = text.count("\n", 0, one.start) + 1
        words = " ".join(one.words.split())
        print(f"  {_word('line', speaks)} {line}: {f'“{words}” – ' if words else ''}{one.why.within(speaks)}")
        if one.proposal is not None:
            print(f"    → {one.proposal.replace(chr(10), ' ') or _word('out', speaks)}")


def _word(what: str, language: str) -> str:
    words = {"ease": ("Lesbarkeit", "Reading ease"), "line": ("Zeile", "line"), "out": ("weglassen", "leave it out")}
    return words[what][0 if language == "de" else 1]
