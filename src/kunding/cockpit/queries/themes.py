"""Themes that are new, grow or vanish within what was chosen."""

from collections.abc import Sequence
from datetime import date

from kunding.cockpit.filters import Chosen, Span
from kunding.cockpit.queries.figures import Row, question
from kunding.lake import Ask
from kunding.understand.queries.movement import MOVING, Movement, movements, seen_since


def theme_question(picked: Chosen, *, until: date) -> Ask:
    """Return what must be asked for the themes of the last half year."""
    return question(("volume",), picked, Span(seen_since(until), until), by=("theme", "day"))


def moving(rows: Sequence[Row], *, until: date, most: int) -> dict[str, list[Movement]]:
    """Return the themes by state, the biggest first, `most` of each."""
    found = sorted(movements(rows, until=until), key=lambda theme: -theme.after)
    return {state: [theme for theme in found if theme.state == state][:most] for state in MOVING}
