"""The report as a page and as paper."""

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.template.loader import render_to_string
from django.utils.translation import get_language

from kunding.cockpit.report.board import Board

SHEET = Path(__file__).with_name("board.typ")


def as_html(report: Board) -> str:
    """Return the report as one file that needs nothing else."""
    return render_to_string("cockpit/board.html", {"board": report, "language": get_language()})


def as_pdf(report: Board) -> bytes:
    """Return the report as a PDF of A4 pages."""
    # The words go in as data, never as Typst's own language: a customer's # or $ is only a character.
    data = json.dumps({**asdict(report), "language": (get_language() or "de")[:2]}, ensure_ascii=False)
    return typst.compile(SHEET.read_bytes(), format="pdf", sys_inputs={"board": data})
