WITH "t8" AS (
  SELECT
    "t5"."theme_id",
    SUM("t5"."negative_share__part") AS "negative_share__part"
  FROM (
    SELECT
      *
    FROM "feedback_by_theme" AS "t1"
    WHERE
      "t1"."month" >= CAST($p0 AS VARCHAR) AND "t1"."month" <= CAST($p1 AS VARCHAR)
  ) AS "t5"
  GROUP BY
    1
)
SELECT
  *
FROM (
  SELECT
    "t22".*
    EXCLUDE ("theme__key")
  FROM (
    SELECT
      "t21"."theme_id",
      "t21"."negatives",
      "t21"."customers",
      "t4"."theme__key",
      "t4"."theme"
    FROM (
      SELECT
        "t19"."theme_id",
        COALESCE("t19"."negative_share__part", 0) AS "negatives",
        COALESCE("t19"."customers__count", 0) AS "customers"
      FROM (
        SELECT
          "t18"."theme_id",
          MAX("t18"."negative_share__part") AS "negative_share__part",
          MAX("t18"."customers__count") AS "customers__count"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t9"."theme_id",
              "t9"."negative_share__part",
              CAST(NULL AS BIGINT) AS "customers__count"
            FROM "t8" AS "t9"
          ) AS "t10"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t16"."theme_id",
              CAST(NULL AS BIGINT) AS "negative_share__part",
              "t16"."customers__count"
            FROM (
              SELECT
                "t15"."theme_id",
                COUNT(DISTINCT "t15"."customer_key") AS "customers__count"
              FROM (
                SELECT
                  "t7"."feedback_id",
                  "t7"."month",
                  "t7"."said_on",
                  "t7"."channel",
                  "t7"."source",
                  "t7"."customer_key",
                  "t7"."segment",
                  "t7"."unit_id",
                  "t7"."touchpoint_id",
                  "t7"."journey_id",
                  "t7"."language",
                  "t7"."sentiment",
                  "t7"."sure",
                  "t7"."intent",
                  "t7"."urgency",
                  "t7"."competitor",
                  "t7"."rating",
                  "t7"."recommend",
                  "t7"."effort",
                  "t7"."theme_id"
                FROM (
                  SELECT
                    *
                  FROM "feedback" AS "t2"
                  WHERE
                    "t2"."month" >= CAST($p0 AS VARCHAR) AND "t2"."month" <= CAST($p1 AS VARCHAR)
                ) AS "t7"
                SEMI JOIN (
                  SELECT
                    "t12"."theme_id" AS "theme_id__first"
                  FROM (
                    SELECT
                      "t9"."theme_id",
                      COALESCE("t9"."negative_share__part", 0) AS "negatives"
                    FROM "t8" AS "t9"
                    ORDER BY
                      COALESCE("t9"."negative_share__part", 0) DESC,
                      "t9"."theme_id" ASC
                    LIMIT $n
                  ) AS "t12"
                ) AS "t14"
                  ON "t7"."theme_id" IS NOT DISTINCT FROM "t14"."theme_id__first"
              ) AS "t15"
              GROUP BY
                1
            ) AS "t16"
          ) AS "t17"
        ) AS "t18"
        GROUP BY
          1
      ) AS "t19"
    ) AS "t21"
    LEFT OUTER JOIN (
      SELECT
        "t0"."theme_id" AS "theme__key",
        "t0"."label" AS "theme"
      FROM "themes" AS "t0"
    ) AS "t4"
      ON "t21"."theme_id" = "t4"."theme__key"
  ) AS "t22"
) AS "t23"
ORDER BY
  "t23"."negatives" DESC,
  "t23"."theme_id" ASC
LIMIT $n
