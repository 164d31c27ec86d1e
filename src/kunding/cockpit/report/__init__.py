"""The report for the board: one to three pages that tell the truth, on screen and on paper."""

from kunding.cockpit.report.board import Board, board
from kunding.cockpit.report.paper import as_html, as_pdf

__all__ = ["Board", "as_html", "as_pdf", "board"]
