SELECT
  *
FROM (
  SELECT
    "t14".*
    EXCLUDE ("unit__key")
  FROM (
    SELECT
      "t13"."unit_id",
      "t13"."open_cases",
      "t13"."overdue_cases",
      "t6"."unit__key",
      "t6"."unit"
    FROM (
      SELECT
        "t11"."unit_id",
        COALESCE("t11"."open_cases__count", 0) AS "open_cases",
        COALESCE("t11"."overdue_cases__count", 0) AS "overdue_cases"
      FROM (
        SELECT
          "t10"."unit_id",
          COUNT(*) FILTER(WHERE
            (
              "t10"."opened_at" <= CAST($at AS TIMESTAMP)
            )
            AND (
              (
                "t10"."closed_at" IS NULL
              ) OR (
                "t10"."closed_at" > CAST($at AS TIMESTAMP)
              )
            )) AS "open_cases__count",
          COUNT(*) FILTER(WHERE
            (
              "t10"."opened_at" <= CAST($at AS TIMESTAMP)
            )
            AND (
              (
                "t10"."closed_at" IS NULL
              ) OR (
                "t10"."closed_at" > CAST($at AS TIMESTAMP)
              )
            )
            AND (
              "t10"."due_at" < CAST($at AS TIMESTAMP)
            )) AS "overdue_cases__count"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t8".*
              EXCLUDE ("feedback_id__lent")
            FROM (
              SELECT
                "t3"."case_id",
                "t3"."feedback_id",
                "t3"."month",
                "t3"."opened_at",
                "t3"."due_at",
                "t3"."answered_at",
                "t3"."touched_at",
                "t3"."closed_at",
                "t3"."kind",
                "t3"."state",
                "t3"."unit_id",
                "t3"."touchpoint_id",
                "t3"."customer_key",
                "t3"."handovers",
                "t3"."chased",
                "t3"."answer_by",
                "t3"."close_by",
                "t3"."round",
                "t3"."round_answered_at",
                "t3"."told_at",
                "t3"."decision",
                "t3"."first_contact",
                "t3"."solved",
                "t3"."verdict_effort",
                "t3"."verdict_mood",
                "t3"."has_owner",
                "t3"."offers",
                "t3"."offer_lapses_at",
                "t7"."feedback_id__lent",
                "t7"."segment"
              FROM "cases" AS "t3"
              LEFT OUTER JOIN (
                SELECT
                  "t2"."feedback_id" AS "feedback_id__lent",
                  "t2"."segment"
                FROM "feedback" AS "t2"
              ) AS "t7"
                ON "t3"."feedback_id" = "t7"."feedback_id__lent"
            ) AS "t8"
          ) AS "t9"
          WHERE
            "t9"."segment" = CAST($p0 AS VARCHAR)
        ) AS "t10"
        GROUP BY
          1
      ) AS "t11"
    ) AS "t13"
    LEFT OUTER JOIN (
      SELECT
        "t0"."unit_id" AS "unit__key",
        "t0"."name" AS "unit"
      FROM "units" AS "t0"
    ) AS "t6"
      ON "t13"."unit_id" = "t6"."unit__key"
  ) AS "t14"
) AS "t15"
ORDER BY
  "t15"."unit_id" ASC
