"""What the found words weigh together: negation, intensity, contrast, first and last judgement."""

from typing import Any

import numpy as np

from kunding.understand.reader.compiled import compiled

REACH, REACH_BACK = 4, 3  # words that a negation reaches ahead, and back in German
POSITIVE, NEGATIVE = 0, 1
# What one word says, per kind of judgement: its sign, and its sign when denied ("nicht gut", "kein Problem").
SIGN = np.array([1.0, -1.0, -0.5], dtype=np.float32)
DENIED_SIGN = np.array([-0.7, 0.3, 0.3], dtype=np.float32)
# Columns of the row (categories.SUMS): three of each kind, in the order positive, negative, problem.
SUM, MOST, COUNT, DENIED = 0, 3, 5, 8
LAST, AFTER, BEFORE, FIRST, NEGATORS = 11, 12, 13, 14, 15


@compiled
def weigh(kind: Any, polarity: Any, force: Any, marks: Any, speaks: int, row: Any) -> None:
    """Sum up the judgements of one text into its row; `marks` say negator, contrast, inside a phrase."""
    turned = False
    for place in range(kind.shape[0]):
        row[NEGATORS] += marks[place, 0]
        if marks[place, 1] and place > 0:
            turned = True
            row[BEFORE] += row[AFTER]
            row[AFTER] = 0
        for what in range(3):
            if polarity[place, what] != 0:
                strength = polarity[place, what]
                for back in range(max(0, place - 2), place):
                    strength *= 1 + force[back]
                _add(what, strength, not marks[place, 2] and _denied(kind, marks, place, speaks), row)
    if not turned:
        row[AFTER] = 0


@compiled
def _add(what: int, strength: Any, denied: bool, row: Any) -> None:
    sign = DENIED_SIGN[what] if denied else SIGN[what]
    if denied:
        row[DENIED + what] += strength
        if what == POSITIVE:
            row[SUM + NEGATIVE] += np.float32(0.7) * strength
        elif what == NEGATIVE:
            row[SUM + POSITIVE] += np.float32(0.3) * strength
    else:
        row[SUM + what] += strength
        row[COUNT + what] += 1
        if what <= NEGATIVE:
            row[MOST + what] = max(row[MOST + what], strength)
    if row[FIRST] == 0:
        row[FIRST] = sign * strength
    row[LAST] = sign * strength
    row[AFTER] += sign * strength


@compiled
def _denied(kind: Any, marks: Any, place: int, speaks: int) -> bool:
    """Whether a negation reaches the word: before it in both languages, after it in German ("gefällt mir nicht")."""
    back = place - 1
    while back >= 0 and back >= place - REACH and kind[back] != 2 and kind[back] != 3:
        if marks[back, 0]:
            return True
        back -= 1
    if speaks & 1 == 0:
        return False
    ahead = place + 1
    while ahead < kind.shape[0] and ahead <= place + REACH_BACK and kind[ahead] not in (2, 3, 4, 5):
        if marks[ahead, 0]:
            return True
        ahead += 1
    return False
