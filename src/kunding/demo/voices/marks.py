"""The marks that customers give beside their words."""

from dataclasses import dataclass
from random import Random

STARS = {
    # tone → how often one, two … five stars
    "neg": (50, 28, 15, 5, 2),
    "leave": (70, 22, 6, 1, 1),
    "pos": (0, 1, 5, 28, 66),
    "idee": (4, 12, 36, 34, 14),
    "frage": (3, 8, 30, 36, 23),
}
RECOMMEND = {
    # tone → how often 0, 1 … 10
    "neg": (9, 6, 8, 11, 11, 15, 12, 13, 9, 4, 2),
    "leave": (40, 18, 14, 12, 8, 5, 2, 1, 0, 0, 0),
    "pos": (0, 0, 0, 0, 1, 2, 3, 9, 23, 30, 32),
    "idee": (1, 1, 1, 3, 4, 10, 12, 24, 24, 13, 7),
    "frage": (1, 1, 1, 3, 4, 10, 12, 24, 24, 13, 7),
}
EFFORT = {
    # tone → how often 1 (hard) … 7 (easy)
    "neg": (22, 24, 20, 15, 10, 6, 3),
    "leave": (40, 30, 15, 8, 4, 2, 1),
    "pos": (0, 1, 3, 8, 17, 33, 38),
    "idee": (3, 6, 12, 24, 26, 19, 10),
    "frage": (3, 6, 12, 24, 26, 19, 10),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """rating: 0 (worst) … 1 (best); recommend: 0 … 10; effort: 1 … 7 (7 = made it easy)."""

    rating: float | None = None
    recommend: int | None = None
    effort: int | None = None


def give_marks(tone: str, channel: str, random: Random) -> Marks:
    """Return the marks that somebody in this mood gives where the channel asks for some."""
    if channel == "review":
        return Marks(rating=random.choices(range(5), STARS[tone])[0] / 4)
    if channel == "survey":
        effort = random.choices(range(1, 8), EFFORT[tone])[0] if random.random() < 0.5 else None
        return Marks(recommend=random.choices(range(11), RECOMMEND[tone])[0], effort=effort)
    if channel == "web" and random.random() < 0.2:
        return Marks(rating=random.choices(range(5), STARS[tone])[0] / 4)
    return Marks()
