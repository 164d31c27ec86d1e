"""Which competitor a text names: one of those that the company listed, else a name beside words about changing."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.lexicon import COLUMN

_NAME = r"([A-ZÄÖÜ][\w&.+'-]*[\w+](?:\s[A-ZÄÖÜ][\w&+'-]+)?|o2|1&1)"
_CUES = (
    r"(?:wechs(?:le|el[en]*)(?:\s\w+){0,2}\szu[rm]?|gewechselt zu[rm]?|gehen?(?:\sjetzt|\sich|\swir)*\szu[rm]?|"
    r"lieber (?:mit|bei|zu)|"
    r"besser als bei|günstiger bei|billiger bei|im Gegensatz zu[rm]?|Konkurrenz,?|Konkurrent)",
    r"(?:switch(?:ing|ed)?(?:\sover|\sback)? to|mov(?:e|ing|ed) to|chang(?:e|ing|ed) to|going (?:back )?to|go with|"
    r"going with|went with|fly(?:ing)? with|stick(?:ing)? (?:with|to)|book(?:ing)? with|unlike|"
    r"cheaper (?:at|with)|better (?:at|with)|instead of flying with)",
)
_BESIDE = [re.compile(r"\b" + cue + r"\s(?:der\s|die\s|den\s|the\s|@)?" + _NAME) for cue in _CUES]
_NO_COMPANY = frozenset({
    "Ihnen", "Ihr", "Sie", "Euch", "Uns", "Ihm", "Ihrer", "Gericht", "Recht", "Hause", "Fuß", "Auto", "Bus",
    "Bahn", "Zug", "Rad", "Konkurrenz", "Anwalt", "Zeit", "Seite", "I", "You", "We", "They", "It", "The", "A",
    "An", "My", "Your", "This", "That", "Another", "Someone", "Paper", "Work", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "English", "German", "Deutsch", "Englisch",
})  # fmt: skip


def competitors(texts: Sequence[str], found: npt.NDArray[np.float32], listed: Sequence[str] = ()) -> list[str]:
    """The name as it stands in the text, or an empty string."""
    hits = [""] * len(texts)
    cued = np.flatnonzero((found[:, COLUMN["cue_rival"]] > 0) | (found[:, COLUMN["cue_leaving"]] > 0))
    for row in cued.tolist():
        hits[row] = _beside(texts[row])
    if listed:
        named = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in listed) + r")(?!\w)", re.IGNORECASE)
        for row, text in enumerate(texts):
            hit = named.search(text)
            hits[row] = hit.group() if hit else hits[row]
    return hits


def _beside(text: str) -> str:
    for pattern in _BESIDE:
        hit = pattern.search(text)
        if hit and hit.group(1).split()[0] not in _NO_COMPANY:
            return hit.group(1).rstrip(".,")
    return ""
