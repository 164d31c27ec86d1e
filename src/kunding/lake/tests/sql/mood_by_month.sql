SELECT
  "t2"."month",
  "t2"."positive_share__part",
  "t2"."negative_share__part",
  "t2"."negative_share__whole",
  COALESCE("t2"."volume__count", 0) AS "volume",
  (
    (
      "t2"."positive_share__part" - "t2"."negative_share__part"
    ) * 100.0
  ) / CAST(NULLIF("t2"."negative_share__whole", 0) AS DOUBLE) AS "mood"
FROM (
  SELECT
    "t1"."month",
    SUM("t1"."volume__count") AS "volume__count",
    SUM("t1"."positive_share__part") AS "positive_share__part",
    SUM("t1"."negative_share__part") AS "negative_share__part",
    SUM("t1"."negative_share__whole") AS "negative_share__whole"
  FROM (
    SELECT
      *
    FROM "feedback_by_place" AS "t0"
    WHERE
      "t0"."segment" = CAST($p0 AS VARCHAR)
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."month" ASC
