"""When a theme is called an annoyance: a rule that everybody can read."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext

Z = 1.959963984540054  # 97.5 % point of the normal distribution

ENOUGH = 20  # pieces of feedback: below that, chance has the say
FEW = 10  # still enough where the theme is a good part of everything that was said
GOOD_PART = 0.01
ANNOYED_FROM = 0.4  # of the theme's feedback, with certainty: at least two of five


@dataclass(frozen=True)
class ThemeFigures:
    """What was said on a theme; `annoyed` is negative, or complains, chases, threatens to leave."""

    feedback: int
    annoyed: int
    everything: int  # feedback on all themes and none


@dataclass(frozen=True)
class Verdict:
    """Whether it is an annoyance, and why, as a sentence in the active language."""

    is_annoyance: bool
    because: str


def is_annoyance(figures: ThemeFigures) -> Verdict:
    """Return whether the theme is an annoyance.

    It is one when enough was said, and when even the cautious reading of the share of annoyed customers (the lower
    end of its 95 % interval) is two of five or more.

    >>> is_annoyance(ThemeFigures(feedback=40, annoyed=30, everything=2000)).is_annoyance
    True
    >>> is_annoyance(ThemeFigures(feedback=12, annoyed=12, everything=2000)).is_annoyance
    False
    >>> is_annoyance(ThemeFigures(feedback=12, annoyed=12, everything=400)).is_annoyance
    True
    """
    surely = lowest_share(figures.annoyed, figures.feedback)
    heard = figures.feedback >= ENOUGH or (
        figures.feedback >= FEW and figures.feedback >= GOOD_PART * figures.everything
    )
    because = gettext("%(annoyed)d of %(feedback)d times customers were annoyed; at least %(share)d %%.")
    numbers = {"annoyed": figures.annoyed, "feedback": figures.feedback, "share": round(surely * 100)}
    return Verdict(heard and surely >= ANNOYED_FROM, because % numbers)


def lowest_share(part: int, whole: int) -> float:
    """Return the lower end of the 95 % interval of a share (Wilson 1927); 0 of nothing.

    >>> round(lowest_share(30, 40), 2)
    0.6
    """
    if whole == 0:
        return 0.0
    share, bend = part / whole, Z * Z / whole
    centre = share + bend / 2
    half = Z * sqrt((share * (1 - share) + bend / 4) / whole)
    return max(0.0, (centre - half) / (1 + bend))
