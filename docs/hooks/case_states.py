"""Draws docs/pictures/case-states.svg from the table that the code runs: `python docs/hooks/case_states.py`."""

from pathlib import Path

from kunding.respond.rules.states import OPEN, TABLE, Transition

PICTURE = Path(__file__).parents[1] / "pictures" / "case-states.svg"
ROW = ("received", "reopened", "acknowledged", "assessed", "in_work", "decided", "told", "closed")
WIDTH, HEIGHT, GAP, TOP = 104, 36, 28, 210
LENGTH = len(ROW) * (WIDTH + GAP) + GAP


def main() -> None:
    PICTURE.write_text(picture(TABLE), encoding="utf-8")


def picture(table: tuple[Transition, ...]) -> str:
    """Return the table as SVG: acts that go on above the states, acts that go back below."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LENGTH} 400" font-family="sans-serif" font-size="12">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#4b5563"/></marker></defs>',
    ]
    for state in ROW:
        lines += box(state)
    for height, row in enumerate(row for row in table if row.before == OPEN):
        lines += bracket(row, level=height)
    for row in (row for row in table if row.before != OPEN):
        nearest = min(row.before - {row.after}, key=lambda before: abs(ROW.index(before) - ROW.index(row.after)))
        for before in sorted(row.before - {row.after}):
            lines += arc(row.act if before == nearest else "", before, row.after)
    return "\n".join([*lines, "</svg>", ""])


def box(state: str) -> list[str]:
    left = left_of(state)
    return [
        f'<rect x="{left}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#eef4ff" stroke="#206bc4"/>',
        f'<text x="{left + WIDTH / 2}" y="{TOP + 22}" text-anchor="middle">{state.replace("_", " ")}</text>',
    ]


def bracket(row: Transition, *, level: int) -> list[str]:
    """An act that may be done in each open state: one line over all of them."""
    y, end = 20 + 26 * level, left_of(row.after) + WIDTH / 2 + 12 * level
    begin = left_of(ROW[0]) + 10
    return [
        f'<path d="M{begin} {TOP - 6}V{y}H{end}V{TOP - 2}" {STROKE} stroke-dasharray="5 3"/>',
        f'<text x="{begin + 8}" y="{y - 5}">{row.act}: from each open state</text>',
    ]


def arc(act: str, before: str, after: str) -> list[str]:
    begin, end = left_of(before) + WIDTH / 2, left_of(after) + WIDTH / 2
    span = abs(end - begin)
    forward = end > begin
    edge = TOP if forward else TOP + HEIGHT
    bow = min(span * 0.3, 165) * (-1 if forward else 1)
    middle = (begin + end) / 2
    return [
        f'<path d="M{begin + 8} {edge}C{begin + 8} {edge + bow} {end - 8} {edge + bow} {end - 8} {edge}" {STROKE}/>',
        f'<text x="{middle}" y="{edge + bow * 0.75 + (0 if forward else 12)}" text-anchor="middle" fill="#206bc4">{act}</text>',
    ]


def left_of(state: str) -> int:
    return GAP + ROW.index(state) * (WIDTH + GAP)


STROKE = 'fill="none" stroke="#4b5563" stroke-width="1.2" marker-end="url(#tip)"'


if __name__ == "__main__":
    main()
