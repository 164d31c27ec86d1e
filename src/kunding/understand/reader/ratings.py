"""What a rating says about the sentiment of the text that came with it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kunding.understand.reader.readings import SENTIMENTS

# Log-evidence for (negative, neutral, positive) at ratings of 0, 1/4, 1/2, 3/4 and 1: strong at the ends, where stars
# and words nearly always agree, weak in the middle. Set by judgement, not learned: no data set here carries both.
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
EVIDENCE = ((2.2, 0.0, -2.2), (1.4, 0.2, -1.2), (0.1, 0.5, -0.1), (-1.2, 0.1, 1.0), (-2.2, -0.2, 2.0))


def evidence(ratings: Sequence[float | None]) -> npt.NDArray[np.float32]:
    """Log-evidence per class from ratings of 0..1: texts x sentiments, zeros where there is no rating."""
    known = np.array([np.nan if one is None else float(one) for one in ratings], dtype=np.float64)
    outcome = np.zeros((len(known), len(SENTIMENTS)), dtype=np.float32)
    rows = ~np.isnan(known)
    table = np.array(EVIDENCE)
    for at in range(len(SENTIMENTS)):
        outcome[rows, at] = np.interp(known[rows], STEPS, table[:, at])
    return outcome
