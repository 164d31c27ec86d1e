import math
import os
import shutil
from datetime import timedelta
from importlib.util import find_spec

import pytest

from kunding.lake import Ask, Lake
from kunding.lake.tests.rows import AT, feedback, table

MISSING = [what for what, there in (("pyspark", find_spec("pyspark")), ("java", shutil.which("java"))) if not there]


@pytest.mark.skipif(
    bool(MISSING) and os.environ.get("KUNDING_TEST_SPARK") != "1",
    reason=f"needs the extra “spark” and Java: {', '.join(MISSING)} missing",
)
def test_spark_counts_the_same(lake: Lake) -> None:
    rows = [
        feedback(
            n,
            f"2026-0{n % 4 + 1}-1{n % 7}",
            sentiment=("negative", "positive")[n % 2],
            recommend=n % 11,
            theme_id=n % 3 or None,
            customer_key=n % 5,
            rating=(n % 5) / 4,
        )
        for n in range(60)
    ]
    lake.append("feedback", table("feedback", rows))
    lake.append(
        "cases",
        table(
            "cases",
            [
                {
                    "case_id": n,
                    "feedback_id": n,
                    "month": "2026-03",
                    "opened_at": AT - timedelta(days=20, milliseconds=7 * n),
                    "answered_at": AT - timedelta(days=n, milliseconds=311),
                    "kind": "complaint",
                    "state": "open",
                }
                for n in range(9)
            ],
        ),
    )
    spark = Lake(lake.store.root, engine="spark", compiled=lake._compiled)
    figures = ["volume", "mood", "nps", "mean_rating", "customers"]
    filtered = {"month": ("2026-02", "2026-03"), "theme_id": [1, 2, 3]}
    for asked in (
        Ask(figures, by=["theme", "week"], order="-volume", limit=9),
        Ask(["negative_share", "hours_to_human_answer"], where={"month": filtered["month"]}),
        Ask("open_cases", at=AT),
        Ask("volume", where=filtered),
    ):
        one, other = lake.ask_many([asked])[0], spark.ask_many([asked])[0]
        assert one.column_names == other.column_names
        for mine, theirs in zip(one.to_pylist(), other.to_pylist(), strict=True):
            for column, value in mine.items():
                assert value == theirs[column] or math.isclose(value, theirs[column], rel_tol=1e-9)
