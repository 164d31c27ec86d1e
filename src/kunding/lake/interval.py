"""95 % intervals as expressions: what a figure of a sample leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

Z = 1.959963984540054  # 97.5 % point of the normal distribution


def wilson(part: ir.NumericValue, whole: ir.NumericValue) -> tuple[ir.NumericValue, ir.NumericValue]:
    """Return the Wilson interval of a share (Wilson 1927); null where the whole is 0."""
    n = whole.nullif(0).cast("float64")
    share = part / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * (share * (1 - share) / n + Z * Z / (4 * n * n)).sqrt() / (1 + Z * Z / n)
    return (centre - half).clip(lower=0.0), (centre + half).clip(upper=1.0)


def steady_mean(
    n: ir.NumericValue, total: ir.NumericValue, squares: ir.NumericValue, *, scale: tuple[float, float],
) -> tuple[ir.NumericValue, ir.NumericValue]:
    """Return the interval of a mean on a bounded scale; null where n is 0.

    A normal interval after adding one imagined answer at each end of the scale (the idea of Agresti and
    Coull 1998, for NPS by Rocks 2016): five customers of one opinion are no proof of certainty, and the
    plain formula would say width 0. Cut to the scale; always holds the mean itself.
    """
    low, high = scale
    more = n.nullif(0).cast("float64") + 2
    mean = total / n.nullif(0)
    centre = (total + low + high) / more
    spread = ((squares + low * low + high * high) / more - centre * centre).clip(lower=0.0)
    half = Z * (spread / more).sqrt()
    floor = _smaller(centre - half, mean).clip(lower=low)
    return floor, _smaller(-(centre + half), -mean).negate().clip(upper=high)


def _smaller(one: ir.NumericValue, other: ir.NumericValue) -> ir.NumericValue:
    return (one < other).ifelse(one, other)
