"""Recognises on which scale customers marked, and brings every mark to 0 (worst) … 1 (best)."""

import re

import polars as pl

from kunding.listen.sources.file.shapes import Scale

_MARK = (
    r"^(?P<value>[+-]?\d+(?:[.,]\d+)?)\s*(?:(?:/|von|aus|out of|of)\s*(?P<top>\d+))?\s*(?P<unit>%|prozent|percent)?"
    r"\s*(?:stern(?:e|en)?|stars?|punkte?n?|points?|★|⭐)?$"
)
_GRADE_NAMES = re.compile(r"note|grade|zensur", re.IGNORECASE)
WORDS: dict[str, float] = {
    **dict.fromkeys(("sehr zufrieden", "very satisfied", "sehr gut", "excellent", "ausgezeichnet", "very good"), 1.0),
    **dict.fromkeys(("👍", "thumbs up", "daumen hoch", "positiv", "positive", "promoter", "hervorragend"), 1.0),
    **dict.fromkeys(("zufrieden", "satisfied", "gut", "good", "eher zufrieden", "somewhat satisfied"), 0.75),
    **dict.fromkeys(("neutral", "teils teils", "teils/teils", "weder noch", "okay", "ok", "average", "fair"), 0.5),
    **dict.fromkeys(("mittel", "mittelmäßig", "befriedigend", "passive", "neither"), 0.5),
    **dict.fromkeys(("unzufrieden", "dissatisfied", "schlecht", "bad", "poor", "eher unzufrieden"), 0.25),
    **dict.fromkeys(("ausreichend", "somewhat dissatisfied"), 0.25),
    **dict.fromkeys(("sehr unzufrieden", "very dissatisfied", "sehr schlecht", "very bad", "very poor"), 0.0),
    **dict.fromkeys(("👎", "thumbs down", "daumen runter", "negativ", "negative", "detractor"), 0.0),
    **dict.fromkeys(("terrible", "mangelhaft", "ungenügend", "awful"), 0.0),
}
_ENOUGH = 200  # marks from which a never used top tells that it does not exist


def count_marks(cells: pl.Series) -> pl.DataFrame:
    """How often each value of a column stands there: columns mark and count."""
    return cells.drop_nulls().alias("mark").value_counts(name="count")


def find_scale(counted: pl.DataFrame, *, name: str = "") -> Scale | None:
    """The scale of a column of marks, from its name and all its values (`count_marks`); None for no marks."""
    if not counted.height:
        return None
    weights = counted["count"]
    if _share(counted["mark"].str.to_lowercase().is_in(list(WORDS)), weights) > 0.8:
        return Scale("words", 0.0, 1.0, "words from very bad to very good")
    marks = _taken_apart(counted["mark"]).with_columns(weights)
    if _share(marks["value"].is_not_null(), weights) < 0.7:
        return None
    return _by_top(marks) or _by_range(marks.drop_nulls("value"), name)


def named_scale(written: str) -> Scale | None:
    """The scale that a person wrote from worst to best: "1-5", "6-1", "0-100"; None for anything else."""
    ends = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:-|–|to|bis|\.\.)\s*(\d+(?:\.\d+)?)\s*", written)
    if not ends or float(ends[1]) == float(ends[2]):
        return None
    return Scale(f"{ends[1]}–{ends[2]}", float(ends[1]), float(ends[2]), "as you said")


def read_marks(cells: pl.Series, scale: Scale) -> pl.Series:
    """Marks as 0 (worst) … 1 (best); null where a cell is blank or lies outside the scale."""
    if scale.name == "words":
        return cells.str.to_lowercase().replace_strict(WORDS, default=None, return_dtype=pl.Float64)
    share = (_taken_apart(cells)["value"] - scale.worst) / (scale.best - scale.worst)
    return share.set(~share.is_between(0, 1), None).round(6)


def read_points(cells: pl.Series, *, lowest: int, highest: int) -> pl.Series:
    """Whole points of a scale such as 0–10; null where a cell is blank, broken or outside."""
    value = _taken_apart(cells)["value"]
    fits = value.is_between(lowest, highest) & (value == value.round())
    return value.set(~fits.fill_null(False), None).cast(pl.Int16)


def _taken_apart(cells: pl.Series) -> pl.DataFrame:
    """Columns value, top and percent of "4 von 5", "★★★★☆", "80 %", "4,5"."""
    plain = cells.str.to_lowercase().str.strip_chars()
    stars = plain.str.count_matches("[★⭐]")
    drawn = plain.str.contains(r"^[★⭐☆✩️\s]+$")
    groups = plain.str.extract_groups(_MARK).struct
    value = groups["value"].str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return pl.DataFrame(
        {
            "value": value.zip_with(~drawn.fill_null(False), stars.cast(pl.Float64)),
            "top": groups["top"].cast(pl.Float64).zip_with(~drawn.fill_null(False), drawn.cast(pl.Float64) * 5),
            "percent": groups["unit"].is_not_null(),
        }
    )


def _by_top(marks: pl.DataFrame) -> Scale | None:
    """Where the marks themselves say out of how many."""
    weights = marks["count"]
    if _share(marks["percent"], weights) > 0.5:
        return Scale("percent", 0, 100, "written with %")
    tops = marks.filter(pl.col("top") > 0).group_by("top").agg(pl.col("count").sum()).sort("count")
    if not tops.height or tops["count"][-1] * 2 < weights.sum():
        return None
    best = float(tops["top"][-1])
    worst = 0 if best > 9 or marks["value"].min() == 0 else 1
    return Scale(f"{worst}–{best:g}", worst, best, f"written as “… of {best:g}”")


def _by_range(marks: pl.DataFrame, name: str) -> Scale | None:
    # scales to six and seven begin with one; with a nought in it, a column goes to ten
    tops = (1, 5, 10, 100) if (marks["value"] == 0).any() else (1, 5, 6, 7, 10, 100)
    top = next((top for top in tops if _holds(marks, top)), None)
    inside = marks.filter(pl.col("value").is_between(0, top or 0))
    low, high = _number(inside["value"].min()), _number(inside["value"].max())
    if top is None or not inside.height:
        return None
    if _GRADE_NAMES.search(name) and low >= 1 and high <= 6:
        return Scale("school grades 6–1", 6, 1, "German school grades, 1 is best")
    worst = 0 if low < 1 or top in (1, 100) else 1
    best = top if top != 5 or inside["count"].sum() < _ENOUGH else max(high, 3)
    return Scale(f"{worst}–{best:g}", worst, best, f"values from {low:g} to {high:g}")


def _holds(marks: pl.DataFrame, top: int) -> bool:
    """Whether a scale with this top holds all marks but a few that are typing errors."""
    beyond = marks.filter((pl.col("value") > top) | (pl.col("value") < 0))
    outside, total = int(beyond["count"].sum()), int(marks["count"].sum())
    if outside == 0:
        # nought to one is a scale of fractions and thumbs; a lone 1 on a scale to five is not
        return top > 1 or bool((marks["value"] < 1).any())
    far = _number(beyond["value"].max()) > 2 * top or _number(beyond["value"].min()) < 0
    lone = outside == 1 and total >= 6 and far
    return top > 1 and (outside <= total * 0.03 or lone)


def _share(which: pl.Series, weights: pl.Series) -> float:
    return float(weights.filter(which.fill_null(False)).sum()) / float(weights.sum())


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
