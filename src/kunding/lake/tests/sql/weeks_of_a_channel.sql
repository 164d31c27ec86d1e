SELECT
  "t3"."week",
  COALESCE("t3"."volume__count", 0) AS "volume"
FROM (
  SELECT
    "t2"."week",
    COUNT(*) AS "volume__count"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."feedback_id",
        "t0"."month",
        "t0"."said_on",
        "t0"."channel",
        "t0"."source",
        "t0"."customer_key",
        "t0"."segment",
        "t0"."unit_id",
        "t0"."touchpoint_id",
        "t0"."journey_id",
        "t0"."language",
        "t0"."sentiment",
        "t0"."sure",
        "t0"."intent",
        "t0"."urgency",
        "t0"."competitor",
        "t0"."rating",
        "t0"."recommend",
        "t0"."effort",
        "t0"."theme_id",
        DATE_TRUNC('WEEK', "t0"."said_on") AS "week"
      FROM "feedback" AS "t0"
    ) AS "t1"
    WHERE
      "t1"."channel" IN (CAST($p0 AS VARCHAR), CAST($p1 AS VARCHAR))
  ) AS "t2"
  GROUP BY
    1
) AS "t3"
ORDER BY
  "t3"."week" ASC
