"""What customers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kunding.lake.measures import Balance, Count, Distinct, Mean, Measure, Share
from kunding.lake.metrics.definition import Facts, metric

if TYPE_CHECKING:
    import ibis.expr.types as ir

PUBLIC_CHANNELS = ("social", "review")
SATISFIED_FROM = 0.75  # 4 of 5 stars on the common scale 0…1


@metric("feedback", "pieces of feedback")
def volume(facts: Facts) -> Measure:
    """How much feedback arrived."""
    return Count()


@metric("feedback", "customers")
def customers(facts: Facts) -> Measure:
    """How many different known customers said something; feedback without a known customer is left out."""
    return Distinct(facts.rows.customer_key)


@metric("feedback", "share")
def negative_share(facts: Facts) -> Measure:
    """Share of negative feedback among feedback whose sentiment was read for sure."""
    return Share(part=facts.rows.sentiment == "negative", whole=facts.rows.sure)


@metric("feedback", "share")
def positive_share(facts: Facts) -> Measure:
    """Share of positive feedback among feedback whose sentiment was read for sure."""
    return Share(part=facts.rows.sentiment == "positive", whole=facts.rows.sure)


@metric("feedback", "points −100…+100")
def mood(facts: Facts) -> Measure:
    """Positive share minus negative share in points, among feedback whose sentiment was read for sure."""
    rows = facts.rows
    return Balance(plus=rows.sentiment == "positive", minus=rows.sentiment == "negative", whole=rows.sure)


@metric("feedback", "share")
def unclear_share(facts: Facts) -> Measure:
    """Share of feedback whose sentiment could not be read for sure; it counts in no share of mood."""
    return Share(part=~facts.rows.sure, whole=facts.rows.sure.notnull())


@metric("feedback", "points −100…+100")
def nps(facts: Facts) -> Measure:
    """Net promoter score: share that answered 9 or 10 minus share that answered 0 to 6, in points."""
    recommend = facts.rows.recommend
    return Balance(plus=recommend >= 9, minus=recommend <= 6, whole=recommend.notnull())


@metric("feedback", "share")
def csat(facts: Facts) -> Measure:
    """Share of satisfied ratings: those in the upper quarter of their scale (4 or 5 of 5 stars)."""
    return Share(part=facts.rows.rating >= SATISFIED_FROM, whole=facts.rows.rating.notnull())


@metric("feedback", "1…7")
def ces(facts: Facts) -> Measure:
    """Customer effort score: mean agreement that the company made it easy, 1 = not at all, 7 = fully (CES 2.0)."""
    return Mean(facts.rows.effort, scale=(1.0, 7.0))


@metric("feedback", "0…1")
def mean_rating(facts: Facts) -> Measure:
    """Mean of the ratings, each brought to 0…1 (worst to best of its scale)."""
    return Mean(facts.rows.rating, scale=(0.0, 1.0))


@metric("feedback", "share")
def recommend_share(facts: Facts) -> Measure:
    """What customers tell the world: share that recommends. One recommends by answering 9 or 10 when
    asked, or else by a surely positive post in public (social, review).
    """
    recommends, _, tells = _told_the_world(facts.rows)
    return Share(part=recommends, whole=tells)


@metric("feedback", "share")
def warn_share(facts: Facts) -> Measure:
    """What customers tell the world: share that warns. One warns by answering 0 to 6 when asked, or else
    by a surely negative post in public (social, review).
    """
    _, warns, tells = _told_the_world(facts.rows)
    return Share(part=warns, whole=tells)


@metric("feedback", "pieces of feedback")
def complaints(facts: Facts) -> Measure:
    """How many pieces of feedback are complaints."""
    return Count(facts.rows.intent == "complaint")


@metric("feedback", "pieces of feedback")
def praise(facts: Facts) -> Measure:
    """How many pieces of feedback are praise."""
    return Count(facts.rows.intent == "praise")


@metric("feedback", "pieces of feedback")
def ideas(facts: Facts) -> Measure:
    """How many pieces of feedback hold an idea."""
    return Count(facts.rows.intent == "idea")


@metric("feedback", "pieces of feedback")
def leaving_threats(facts: Facts) -> Measure:
    """How many pieces of feedback threaten to leave."""
    return Count(facts.rows.intent == "leaving")


@metric("feedback", "pieces of feedback")
def chasers(facts: Facts) -> Measure:
    """How many pieces of feedback chase an answer that is still owed."""
    return Count(facts.rows.intent == "chasing")


@metric("feedback", "pieces of feedback")
def negatives(facts: Facts) -> Measure:
    """How many pieces of feedback are surely negative."""
    return Count((facts.rows.sentiment == "negative") & facts.rows.sure)


def _told_the_world(rows: ir.Table) -> tuple[ir.BooleanValue, ir.BooleanValue, ir.BooleanValue]:
    """Return who recommends, who warns, who tells at all: the answer when asked comes before the post."""
    asked = rows.recommend.notnull()
    public = ~asked & rows.channel.isin(PUBLIC_CHANNELS) & rows.sure
    recommends = (asked & (rows.recommend >= 9)) | (public & (rows.sentiment == "positive"))
    warns = (asked & (rows.recommend <= 6)) | (public & (rows.sentiment == "negative"))
    return recommends, warns, asked | public
