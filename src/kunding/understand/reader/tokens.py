"""Texts cut into words: one pass over all characters of a batch, in machine code."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kunding.understand.reader import letters
from kunding.understand.reader.compiled import compiled

WORD, NUMBER, STOP, COMMA, QUESTION, EXCLAMATION, SYMBOL, LINK, MENTION = range(9)
SHAPES = (
    "characters", "letters", "capitals", "digits", "longest_number", "ats", "stretched", "links", "mentions",
    "hashtags", "words", "questions", "exclamations", "shouted",
)  # fmt: skip
SHAPE = {name: at for at, name in enumerate(SHAPES)}

PRIME = np.uint64(0x100000001B3)
SEED = np.uint64(0xCBF29CE484222325)
LONGEST = 20_000  # characters of one text that are read: what follows changes no judgement


@dataclass(frozen=True)
class Tokens:
    """The words of a batch: flat columns over all words, `first[i]:first[i+1]` are those of text i."""

    characters: npt.NDArray[np.uint32]  # lower case, stretched letters shortened to one
    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.int32]
    kind: npt.NDArray[np.uint8]
    key: npt.NDArray[np.uint64]
    first: npt.NDArray[np.int64]
    shape: npt.NDArray[np.float32]  # texts x SHAPES

    @property
    def texts(self) -> int:
        """How many texts the batch holds."""
        return len(self.first) - 1


def tokenise(texts: Sequence[str]) -> Tokens:
    """Cut texts into words, numbers, stops, symbols, links and mentions."""
    codes, offsets = _codes([_composed(text[:LONGEST]) for text in texts])
    fold, kind = letters.tables()
    return Tokens(*_cut(codes, offsets, fold, kind, len(SHAPES)))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _codes(texts: list[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    joined = "".join(texts).encode("utf-32-le", errors="surrogatepass")
    offsets = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)), out=offsets[1:])
    return np.frombuffer(joined, dtype=np.uint32), offsets


def word_key(word: str) -> int:
    """The key of one lower-case word, as the kernels compute it."""
    value = int(SEED)
    for char in word:
        value = ((value ^ ord(char)) * int(PRIME)) & 0xFFFFFFFFFFFFFFFF
    return value


@compiled
def _cut(codes: Any, offsets: Any, fold: Any, kinds: Any, shapes: int) -> Any:
    texts = offsets.shape[0] - 1
    total = codes.shape[0]
    chars = np.empty(total, dtype=np.uint32)
    start = np.empty(total, dtype=np.int64)
    length = np.empty(total, dtype=np.int32)
    token_kind = np.empty(total, dtype=np.uint8)
    key = np.empty(total, dtype=np.uint64)
    first = np.zeros(texts + 1, dtype=np.int64)
    shape = np.zeros((texts, shapes), dtype=np.float32)
    here = 0
    tokens = 0
    for text in range(texts):
        at, end = offsets[text], offsets[text + 1]
        row = shape[text]
        row[0] = end - at
        while at < end:
            code = codes[at]
            kind = kinds[code] if code < 0x10000 else np.uint8(7)
            if kind == 0:
                at += 1
                continue
            value = SEED
            begin = here
            if kind == 1 or kind == 8:
                if (code | 32) == 104 and at + 7 < end and codes[at + 4] in (58, 115) and codes[at + 1] == 116 \
                        and codes[at + 2] == 116 and codes[at + 3] == 112:
                    what = 7
                elif (code | 32) == 119 and at + 4 < end and codes[at + 3] == 46 and (codes[at + 1] | 32) == 119 \
                        and (codes[at + 2] | 32) == 119:
                    what = 7
                else:
                    what = 0
                if what == 7:
                    while at < end and not _is_space(codes[at], kinds):
                        at += 1
                    row[7] += 1
                    value = np.uint64(7)
                else:
                    capitals = 0
                    size = 0
                    stretched = np.uint32(0)
                    while at < end:
                        code = codes[at]
                        kind = kinds[code] if code < 0x10000 else np.uint8(7)
                        if kind != 1 and kind != 8 and kind != 2:
                            break
                        if kind == 8 and not (size > 0 and at + 1 < end and codes[at + 1] < 0x10000
                                              and kinds[codes[at + 1]] == 1):
                            break
                        low = fold[code]
                        if low != code:
                            capitals += 1
                        if kind == 2:
                            row[3] += 1
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
                        at += 1
                        continue
                    for place in range(begin, here):
                        value = (value ^ np.uint64(chars[place])) * PRIME
                    row[1] += size
                    row[2] += capitals
                    row[10] += 1
                    if size > 2 and capitals == size:
                        row[13] += 1
            elif kind == 2:
                what = 1
                run = 0
                while at < end:
                    code = codes[at]
                    kind = kinds[code] if code < 0x10000 else np.uint8(7)
                    if kind != 2:
                        break
                    chars[here] = np.uint32(48)
                    here += 1
                    at += 1
                    run += 1
                row[3] += run
                if run > row[4]:
                    row[4] = run
                if run == 1:  # "5 stars" and "1 star" differ; of longer numbers only the length is kept
                    value = (SEED ^ np.uint64(codes[at - 1])) * PRIME
                else:
                    value = np.uint64(1000 + min(run, 6))
            elif code == 64:
                row[5] += 1
                at += 1
                what = 8
                inner = at
                while at < end and codes[at] < 0x10000 and (kinds[codes[at]] in (1, 2) or codes[at] == 95):
                    chars[here] = fold[codes[at]]
                    here += 1
                    at += 1
                if at == inner:
                    continue
                row[8] += 1
                value = np.uint64(8)
            else:
                if code == 35:
                    row[9] += 1
                    at += 1
                    continue
                what = 6
                if kind == 3:
                    what = 2
                elif kind == 4:
                    what = 3
                elif kind == 5:
                    what = 4
                    row[11] += 1
                elif kind == 6:
                    what = 5
                    row[12] += 1
                chars[here] = fold[code] if code < 0x10000 else code
                here += 1
                at += 1
                # eyes and mouth in ASCII belong together: ":)" is one symbol, not two stops
                if code in (58, 59, 61) and at < end:
                    nose = 1 if codes[at] == 45 and at + 1 < end else 0
                    mouth = codes[at + nose]
                    if mouth in (41, 40, 68, 80, 47, 124, 112) and (mouth in (41, 40, 47, 124) or at + nose + 1 >= end
                                                                     or _is_space(codes[at + nose + 1], kinds)):
                        if not (mouth == 47 and at + nose + 1 < end and codes[at + nose + 1] == 47):
                            chars[here] = fold[mouth]
                            here += 1
                            at += nose + 1
                            what = 6
                            chars[begin] = np.uint32(58)
                for place in range(begin, here):
                    value = (value ^ np.uint64(chars[place])) * PRIME
            start[tokens] = begin
            length[tokens] = here - begin
            token_kind[tokens] = what
            key[tokens] = value
            tokens += 1
        first[text + 1] = tokens
    return chars[:here].copy(), start[:tokens].copy(), length[:tokens].copy(), token_kind[:tokens].copy(), \
        key[:tokens].copy(), first, shape


@compiled
def _is_space(code: Any, kinds: Any) -> bool:
    return code < 0x10000 and (kinds[code] == 0 or code == 10 or code == 13)
