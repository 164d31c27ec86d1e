"""The kernel that cuts characters into words: what each piece is, its key, and counts of the text's shape.

Kinds of pieces: 0 word, 1 number, 2 stop, 3 comma, 4 question mark, 5 exclamation mark, 6 symbol, 7 link, 8 mention.
Columns of `row` are tokens.SHAPES.
"""

from typing import Any

import numpy as np

from kunding.understand.reader.compiled import compiled

PRIME = np.uint64(0x100000001B3)
SEED = np.uint64(0xCBF29CE484222325)
NOTHING = 255
SPACE, LETTER, DIGIT, JOINER = 0, 1, 2, 8  # as in letters.py
FIRST_MARK = 3
LINK_KEY, MENTION_KEY = np.uint64(7), np.uint64(8)


@compiled
def cut(codes: Any, offsets: Any, fold: Any, kinds: Any, shapes: int) -> Any:
    """The flat columns of tokens.Tokens."""
    texts, total = offsets.shape[0] - 1, codes.shape[0]
    chars = np.empty(total, dtype=np.uint32)
    start = np.empty(total, dtype=np.int64)
    length = np.empty(total, dtype=np.int32)
    token_kind = np.empty(total, dtype=np.uint8)
    key = np.empty(total, dtype=np.uint64)
    first = np.zeros(texts + 1, dtype=np.int64)
    shape = np.zeros((texts, shapes), dtype=np.float32)
    here, tokens = 0, 0
    for text in range(texts):
        at, end = offsets[text], offsets[text + 1]
        shape[text, 0] = end - at
        while at < end:
            begin = here
            at, here, what, value = _piece(codes, at, end, fold, kinds, chars, here, shape[text])
            if what != NOTHING:
                start[tokens], length[tokens] = begin, here - begin
                token_kind[tokens], key[tokens] = what, value
                tokens += 1
        first[text + 1] = tokens
    return (
        chars[:here].copy(), start[:tokens].copy(), length[:tokens].copy(), token_kind[:tokens].copy(),
        key[:tokens].copy(), first, shape,
    )  # fmt: skip


@compiled
def kind_of(code: Any, kinds: Any) -> int:
    """The kind of a character; beyond the basic plane all are symbols."""
    return int(kinds[code]) if code < 0x10000 else 7


@compiled
def _is_blank(code: Any) -> bool:
    """Real white space; dashes and slashes only count as such between words."""
    return bool(code <= 32 or code == 160 or 0x2000 <= code <= 0x200A)


@compiled
def _key(chars: Any, begin: int, end: int) -> Any:
    value = SEED
    for place in range(begin, end):
        value = (value ^ np.uint64(chars[place])) * PRIME
    return value


@compiled
def _piece(codes: Any, at: int, end: int, fold: Any, kinds: Any, chars: Any, here: int, row: Any) -> Any:
    """The piece that begins at `at`: where it ends, where its characters end, its kind and its key."""
    begin, code = here, codes[at]
    kind = kind_of(code, kinds)
    if kind == SPACE:
        return at + 1, here, NOTHING, SEED
    if kind in (LETTER, JOINER):
        if _is_link(codes, at, end):
            while at < end and not _is_blank(codes[at]):
                at += 1
            row[7] += 1
            return at, here, 7, LINK_KEY
        at, here = _word(codes, at, end, fold, kinds, chars, here, row)
        return at, here, (0 if here > begin else NOTHING), _key(chars, begin, here)
    if kind == DIGIT:
        return _number(codes, at, end, kinds, chars, here, row)
    if code == 64:
        at, here = _mention(codes, at + 1, end, fold, kinds, chars, here)
        row[5] += 1
        row[8] += here > begin
        return at, here, (8 if here > begin else NOTHING), MENTION_KEY
    if code == 35:
        row[9] += 1
        return at + 1, here, NOTHING, SEED
    at, here, what = _mark(codes, at, end, fold, kinds, chars, here, row)
    return at, here, what, _key(chars, begin, here)


@compiled
def _is_link(codes: Any, at: int, end: int) -> bool:
    """Whether "http" with ":" or "s", or "www." begins here."""
    if at + 7 >= end:
        return False
    low = codes[at] | 32
    if low == 104:
        rest = codes[at + 1] == 116 and codes[at + 2] == 116 and codes[at + 3] == 112
        return bool(rest and codes[at + 4] in (58, 115))
    return bool(low == 119 and (codes[at + 1] | 32) == 119 and (codes[at + 2] | 32) == 119 and codes[at + 3] == 46)


@compiled
def _word(codes: Any, at: int, end: int, fold: Any, kinds: Any, chars: Any, here: int, row: Any) -> Any:
    """Copy a word in lower case; three equal letters in a row become one ("sooo")."""
    begin, capitals, size = here, 0, 0
    stretched = np.uint32(0)
    while at < end and _goes_on(codes, at, end, kinds, size):
        low = fold[codes[at]]
        capitals += low != codes[at]
        row[3] += kinds[codes[at]] == DIGIT
        size += 1
        at += 1
        if low == stretched:
            continue
        stretched = np.uint32(0)
        if here - begin >= 2 and low == chars[here - 1] and low == chars[here - 2]:
            row[6] += 1
            here -= 1
            stretched = low
            continue
        chars[here] = low
        here += 1
    if size == 0:
        return at + 1, here
    row[1] += size
    row[2] += capitals
    row[10] += 1
    row[13] += size > 2 and capitals == size
    return at, here


@compiled
def _goes_on(codes: Any, at: int, end: int, kinds: Any, size: int) -> bool:
    """Whether the character belongs to the word; an apostrophe does between letters."""
    kind = kind_of(codes[at], kinds)
    if kind == JOINER:
        return size > 0 and at + 1 < end and kind_of(codes[at + 1], kinds) == LETTER
    return kind in (LETTER, DIGIT)


@compiled
def _number(codes: Any, at: int, end: int, kinds: Any, chars: Any, here: int, row: Any) -> Any:
    """Copy a run of digits as zeros; of longer numbers only the length is kept ("5 stars" and "1 star" differ)."""
    begin = at
    while at < end and kind_of(codes[at], kinds) == DIGIT:
        chars[here] = np.uint32(48)
        here += 1
        at += 1
    run = at - begin
    row[3] += run
    row[4] = max(row[4], np.float32(run))
    value = np.uint64(1000 + min(run, 6))
    if run == 1:
        value = (SEED ^ np.uint64(codes[begin])) * PRIME
    return at, here, 1, value


@compiled
def _mention(codes: Any, at: int, end: int, fold: Any, kinds: Any, chars: Any, here: int) -> Any:
    while at < end and (codes[at] == 95 or kind_of(codes[at], kinds) in (LETTER, DIGIT)):
        chars[here] = fold[codes[at]]
        here += 1
        at += 1
    return at, here


@compiled
def _mark(codes: Any, at: int, end: int, fold: Any, kinds: Any, chars: Any, here: int, row: Any) -> Any:
    """Copy one mark or symbol; eyes and mouth in ASCII are one symbol, ":)" is not two stops."""
    code = codes[at]
    what = kind_of(code, kinds) - 1
    if what == 4:
        row[11] += 1
    elif what == 5:
        row[12] += 1
    size = _face(codes, at, end)
    if size:
        chars[here], chars[here + 1] = np.uint32(58), fold[codes[at + size - 1]]
        return at + size, here + 2, 6
    chars[here] = fold[code] if code < 0x10000 else code
    return at + 1, here + 1, what


@compiled
def _face(codes: Any, at: int, end: int) -> int:
    """How many characters a face such as ":)" or ";-D" has here, or 0."""
    if codes[at] not in (58, 59, 61) or at + 1 >= end:
        return 0
    nose = 1 if codes[at + 1] == 45 and at + 2 < end else 0
    mouth = at + 1 + nose
    alone = mouth + 1 >= end or _is_blank(codes[mouth + 1])
    if codes[mouth] in (41, 40, 124) or (codes[mouth] in (47, 68, 80, 112) and alone):
        return mouth + 1 - at
    return 0
