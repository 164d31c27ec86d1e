"""Words of the lists found in a batch of texts: phrases first, then single words, then what they weigh together."""

from typing import Any

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.compiled import compiled
from kunding.understand.reader.cutting import PRIME, SEED
from kunding.understand.reader.keys import find
from kunding.understand.reader.lexicon.categories import CATEGORY, COLUMN, COLUMNS, CUES
from kunding.understand.reader.lexicon.lists import NUMBER_BUCKET, Lexicon
from kunding.understand.reader.lexicon.searching import entry_of, phrase_ends
from kunding.understand.reader.lexicon.weighing import weigh
from kunding.understand.reader.tokens import Tokens

NUMBERS = np.uint64(NUMBER_BUCKET)
FIRST_CUE = COLUMN["cue_" + CUES[0]]
CUE_CATEGORY = CATEGORY[CUES[0]]
NEGATOR, INTENSIFIER = CATEGORY["negator"], CATEGORY["intensifier"]
DIMINISHER, CONTRAST = CATEGORY["diminisher"], CATEGORY["contrast"]


def match(tokens: Tokens, languages: npt.NDArray[np.int32], lexicon: Lexicon) -> npt.NDArray[np.float32]:
    """Count what the lists find: texts x COLUMNS; `languages` are bits per text (1 German, 2 English)."""
    found = np.zeros((tokens.texts, len(COLUMNS)), dtype=np.float32)
    words = (tokens.characters, tokens.start, tokens.length, tokens.kind, tokens.key)
    singles = (lexicon.word_keys, lexicon.word_values)
    phrases = (
        lexicon.phrase_keys, lexicon.phrase_values, lexicon.bucket_first, lexicon.phrase_first,
        lexicon.phrase_meaning, lexicon.part_key, lexicon.part_length,
    )  # fmt: skip
    meanings = (
        lexicon.meaning_first, lexicon.meaning_category, lexicon.meaning_language, lexicon.meaning_weight,
    )  # fmt: skip
    _match(words, tokens.first, languages, singles, phrases, meanings, found)
    return found


@compiled
def _match(words: Any, first: Any, languages: Any, singles: Any, phrases: Any, meanings: Any, found: Any) -> None:
    longest = 1
    for text in range(first.shape[0] - 1):
        longest = max(longest, first[text + 1] - first[text])
    polarity = np.zeros((longest, 3), dtype=np.float32)
    force = np.zeros(longest, dtype=np.float32)
    marks = np.zeros((longest, 3), dtype=np.bool_)  # negator, contrast, part of a phrase that carries a judgement
    for text in range(first.shape[0] - 1):
        begin, end = first[text], first[text + 1]
        polarity[: end - begin] = 0
        force[: end - begin] = 0
        marks[: end - begin] = False
        speaks, row = languages[text], found[text]
        for token in range(begin, end):
            _phrases_at(words, token, begin, end, phrases, meanings, speaks, polarity, marks, row)
        for token in range(begin, end):
            _word_at(words, token, begin, singles, meanings, speaks, polarity, force, marks, row)
        weigh(words[3][begin:end], polarity, force, marks, speaks, row)


@compiled
def _phrases_at(words: Any, token: int, begin: int, end: int, phrases: Any, meanings: Any, speaks: int, polarity: Any,
                marks: Any, row: Any) -> None:  # fmt: skip
    """Note every phrase that begins at this word."""
    chars, start, length, kind, key = words
    phrase_keys, phrase_values, bucket_first, phrase_first, phrase_meaning, part_key, part_length = phrases
    if kind[token] in (2, 3):
        return
    part = SEED
    for step in range(min(length[token], 3)):
        part = (part ^ np.uint64(chars[start[token] + step])) * PRIME
    bucket = find(phrase_keys, phrase_values, NUMBERS if kind[token] == 1 else part)
    if bucket < 0:
        return
    for phrase in range(bucket_first[bucket], bucket_first[bucket + 1]):
        low, high = phrase_first[phrase], phrase_first[phrase + 1]
        after = phrase_ends(chars, start, length, kind, key, token, end, part_key, part_length, low, high)
        if after >= 0:
            _note_phrase(phrase_meaning[phrase], token - begin, after - begin, meanings, speaks, polarity, marks, row)


@compiled
def _note_phrase(entry: int, low: int, high: int, meanings: Any, speaks: int, polarity: Any, marks: Any,
                 row: Any) -> None:  # fmt: skip
    meaning_first, category, language, weight = meanings
    for one in range(meaning_first[entry], meaning_first[entry + 1]):
        what = category[one]
        if language[one] & speaks == 0:
            continue
        if what < 3:
            polarity[high - 1, what] = max(polarity[high - 1, what], weight[one])
            marks[low:high, 2] = True
        elif what == NEGATOR:
            marks[high - 1, 0] = True
        elif what == CONTRAST:
            marks[high - 1, 1] = True
        elif what >= CUE_CATEGORY:
            row[FIRST_CUE + what - CUE_CATEGORY] += weight[one]


@compiled
def _word_at(words: Any, token: int, begin: int, singles: Any, meanings: Any, speaks: int, polarity: Any, force: Any,
             marks: Any, row: Any) -> None:  # fmt: skip
    """Note what the lists say of a single word; inside a phrase its own judgement does not count."""
    chars, start, length, kind, key = words
    if kind[token] in (2, 3, 7, 8):
        return
    entry = entry_of(chars, start[token], length[token], key[token], singles[0], singles[1])
    if entry < 0:
        return
    meaning_first, category, language, weight = meanings
    place = token - begin
    for one in range(meaning_first[entry], meaning_first[entry + 1]):
        what = category[one]
        if language[one] & speaks == 0 or (marks[place, 2] and what <= NEGATOR):
            continue
        if what < 3:
            polarity[place, what] = weight[one]
        else:
            _note_other(what, weight[one], place, force, marks, row)


@compiled
def _note_other(what: int, weight: Any, place: int, force: Any, marks: Any, row: Any) -> None:
    if what == NEGATOR:
        marks[place, 0] = True
    elif what == INTENSIFIER:
        force[place] = weight
    elif what == DIMINISHER:
        force[place] = -weight
    elif what == CONTRAST:
        marks[place, 1] = True
    else:
        row[FIRST_CUE + what - CUE_CATEGORY] += weight
