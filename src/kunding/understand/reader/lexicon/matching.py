"""Words of the lists found in a batch of texts, with negation, intensity and contrast, in compiled kernels."""

from typing import Any

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.keys import find
from kunding.understand.reader.lexicon.categories import CATEGORY, COLUMN, COLUMNS, CUES
from kunding.understand.reader.lexicon.lists import ANY_NUMBER, GAP, INNER_SALT, NUMBER_BUCKET, STEM_SALT, Lexicon
from kunding.understand.reader.tokens import PRIME, SEED, Tokens

SHORTEST, LONGEST = 3, 16  # letters of a stem
COMPOUND = 8  # letters from which a word is searched for inner parts
REACH = 4  # words that a negation reaches
NUMBERS = np.uint64(NUMBER_BUCKET)
STEM = np.uint64(STEM_SALT)
INNER = np.uint64(INNER_SALT)
FIRST_CUE = COLUMN["cue_" + CUES[0]]
CUE_CATEGORY = CATEGORY[CUES[0]]
NEGATOR, INTENSIFIER = CATEGORY["negator"], CATEGORY["intensifier"]
DIMINISHER, CONTRAST = CATEGORY["diminisher"], CATEGORY["contrast"]


def match(tokens: Tokens, languages: npt.NDArray[np.int32], lexicon: Lexicon) -> npt.NDArray[np.float32]:
    """Count what the lists find: texts x COLUMNS; `languages` are bits per text (1 German, 2 English)."""
    found = np.zeros((tokens.texts, len(COLUMNS)), dtype=np.float32)
    _match(
        tokens.characters, tokens.start, tokens.length, tokens.kind, tokens.key, tokens.first, languages,
        lexicon.word_keys, lexicon.word_values, lexicon.phrase_keys, lexicon.phrase_values, lexicon.bucket_first,
        lexicon.phrase_first, lexicon.phrase_meaning, lexicon.part_key, lexicon.part_length, lexicon.meaning_first,
        lexicon.meaning_category, lexicon.meaning_language, lexicon.meaning_weight, found,
    )  # fmt: skip
    return found


@compiled
def entry_of(chars: Any, at: int, size: int, key: Any, keys: Any, values: Any) -> int:
    """The list entry of one word: itself, else its longest stem, else its longest inner part."""
    found = find(keys, values, key)
    if found >= 0:
        return found
    part = SEED
    for step in range(min(size, LONGEST)):
        part = (part ^ np.uint64(chars[at + step])) * PRIME
        if step + 1 >= SHORTEST:
            stem = find(keys, values, part ^ STEM)
            if stem >= 0:
                found = stem
    if found >= 0 or size < COMPOUND:
        return found
    longest = 0
    for left in range(1, min(size, 40) - 3):
        part = SEED
        for step in range(min(size - left, LONGEST)):
            part = (part ^ np.uint64(chars[at + left + step])) * PRIME
            if step >= 3 and step + 1 > longest:
                inner = find(keys, values, part ^ INNER)
                if inner >= 0:
                    found, longest = inner, step + 1
    return found


@compiled
def _phrase_ends(chars: Any, start: Any, length: Any, kind: Any, key: Any, token: int, end: int, part_key: Any,
                 part_length: Any, low: int, high: int) -> int:  # fmt: skip
    """The word after the phrase `low:high` that begins at `token`, or -1."""
    at = token
    part = low
    free = 0
    while part < high:
        if part_length[part] == GAP:
            free = 3
            part += 1
            continue
        fits = False
        while at < end:
            if kind[at] == 2:
                return -1
            if part_length[part] == ANY_NUMBER:
                fits = kind[at] == 1
            else:
                fits = _fits(chars, start[at], length[at], key[at], part_key[part], part_length[part])
            if fits:
                break
            if kind[at] == 3:
                at += 1
                continue
            if free == 0:
                return -1
            free -= 1
            at += 1
        if not fits:
            return -1
        at += 1
        free = 0
        part += 1
    return at


@compiled
def _fits(chars: Any, at: int, size: int, key: Any, wanted: Any, stem: int) -> bool:
    if stem == 0:
        return bool(key == wanted)
    if size < stem:
        return False
    part = SEED
    for step in range(stem):
        part = (part ^ np.uint64(chars[at + step])) * PRIME
    return bool(part == wanted)


@compiled
def _match(chars: Any, start: Any, length: Any, kind: Any, key: Any, first: Any, languages: Any, keys: Any,
           values: Any, phrase_keys: Any, phrase_values: Any, bucket_first: Any, phrase_first: Any,
           phrase_meaning: Any, part_key: Any, part_length: Any, meaning_first: Any, category: Any, language: Any,
           weight: Any, found: Any) -> None:  # fmt: skip
    longest = 0
    for text in range(first.shape[0] - 1):
        longest = max(longest, first[text + 1] - first[text])
    polarity = np.zeros((longest + 1, 3), dtype=np.float32)
    force = np.zeros(longest + 1, dtype=np.float32)
    negator = np.zeros(longest + 1, dtype=np.bool_)
    contrast = np.zeros(longest + 1, dtype=np.bool_)
    covered = np.zeros(longest + 1, dtype=np.bool_)
    for text in range(first.shape[0] - 1):
        begin, end = first[text], first[text + 1]
        words = end - begin
        polarity[:words] = 0
        force[:words] = 0
        negator[:words] = False
        contrast[:words] = False
        covered[:words] = False
        speaks = languages[text]
        row = found[text]
        for token in range(begin, end):
            if kind[token] == 2 or kind[token] == 3:
                continue
            part = SEED
            for step in range(min(length[token], 3)):
                part = (part ^ np.uint64(chars[start[token] + step])) * PRIME
            if kind[token] == 1:
                part = NUMBERS
            bucket = find(phrase_keys, phrase_values, part)
            if bucket < 0:
                continue
            for phrase in range(bucket_first[bucket], bucket_first[bucket + 1]):
                after = _phrase_ends(chars, start, length, kind, key, token, end, part_key, part_length,
                                     phrase_first[phrase], phrase_first[phrase + 1])
                if after < 0:
                    continue
                entry = phrase_meaning[phrase]
                for one in range(meaning_first[entry], meaning_first[entry + 1]):
                    if language[one] & speaks == 0:
                        continue
                    what = category[one]
                    if what < 3:
                        place = after - 1 - begin
                        polarity[place, what] = max(polarity[place, what], weight[one])
                        for inner in range(token - begin, after - begin):
                            covered[inner] = True
                    elif what == NEGATOR:
                        negator[after - 1 - begin] = True
                    elif what == CONTRAST:
                        contrast[after - 1 - begin] = True
                    elif what >= CUE_CATEGORY:
                        row[FIRST_CUE + what - CUE_CATEGORY] += weight[one]
        for token in range(begin, end):
            what_kind = kind[token]
            if what_kind == 2 or what_kind == 3 or what_kind == 7 or what_kind == 8:
                continue
            entry = entry_of(chars, start[token], length[token], key[token], keys, values)
            if entry < 0:
                continue
            place = token - begin
            for one in range(meaning_first[entry], meaning_first[entry + 1]):
                if language[one] & speaks == 0:
                    continue
                what = category[one]
                if what < 3:
                    if not covered[place]:
                        polarity[place, what] = weight[one]
                elif what == NEGATOR:
                    if not covered[place]:
                        negator[place] = True
                elif what == INTENSIFIER or what == DIMINISHER:
                    force[place] = weight[one] if what == INTENSIFIER else -weight[one]
                elif what == CONTRAST:
                    contrast[place] = True
                elif what >= CUE_CATEGORY:
                    row[FIRST_CUE + what - CUE_CATEGORY] += weight[one]
        _weigh(kind[begin:end], polarity, force, negator, contrast, covered, speaks, row)


@compiled
def _weigh(kind: Any, polarity: Any, force: Any, negator: Any, contrast: Any, covered: Any, speaks: int,
           row: Any) -> None:  # fmt: skip
    words = kind.shape[0]
    turned = False
    for place in range(words):
        if negator[place]:
            row[15] += 1
        if contrast[place] and place > 0:
            turned = True
            row[13] += row[12]
            row[12] = 0
        for what in range(3):
            strength = polarity[place, what]
            if strength == 0:
                continue
            for back in range(max(0, place - 2), place):
                strength *= 1 + force[back]
            denied = False if covered[place] else _denied(kind, negator, covered, place, speaks)
            sign = 1.0
            if what == 0:
                if denied:
                    row[8] += strength
                    row[1] += 0.7 * strength
                    sign = -0.7
                else:
                    row[0] += strength
                    row[3] = max(row[3], strength)
                    row[5] += 1
            elif what == 1:
                if denied:
                    row[9] += strength
                    row[0] += 0.3 * strength
                    sign = 0.3
                else:
                    row[1] += strength
                    row[4] = max(row[4], strength)
                    row[6] += 1
                    sign = -1.0
            else:
                if denied:
                    row[10] += strength
                    sign = 0.3
                else:
                    row[2] += strength
                    row[7] += 1
                    sign = -0.5
            if row[14] == 0:
                row[14] = sign * strength
            row[11] = sign * strength
            row[12] += sign * strength
    if not turned:
        row[12] = 0


@compiled
def _denied(kind: Any, negator: Any, covered: Any, place: int, speaks: int) -> bool:
    """Whether a negation reaches the word: before it in both languages, after it in German ("gefällt mir nicht")."""
    back = place - 1
    while back >= 0 and back >= place - REACH and kind[back] != 2 and kind[back] != 3:
        if negator[back]:
            return True
        back -= 1
    if speaks & 1 == 0:
        return False
    ahead = place + 1
    while ahead < kind.shape[0] and ahead <= place + 3 and kind[ahead] not in (2, 3, 4, 5):
        if negator[ahead]:
            return True
        ahead += 1
    return False
