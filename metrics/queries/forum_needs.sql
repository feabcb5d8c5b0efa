-- 各フォーラムの自治体は何を求めているか
-- What governments ask for, the need side of a year's matchings: of one forum (at most most_own)
-- and of all others (at most most_others).
-- columns: forum, forum_name, government_name, theme, requirement, company, technology, stage
WITH needs AS NOT MATERIALIZED (
    SELECT slot_forum, batch_id, record_id, government, theme, requirement, company, technology, stage
    FROM matchings_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND requirement IS NOT NULL
),
shown AS (
    (SELECT * FROM needs WHERE slot_forum = $forum LIMIT CAST($most_own AS BIGINT))
    UNION ALL
    (SELECT * FROM needs WHERE slot_forum <> $forum LIMIT CAST($most_others AS BIGINT))
)
SELECT
    shown.slot_forum AS forum,
    forums.name AS forum_name,
    governments.prefecture || CASE WHEN is_municipality THEN governments.name ELSE '' END
        AS government_name,
    shown.theme,
    shown.requirement,
    shown.company,
    shown.technology,
    shown.stage
FROM shown
JOIN forums ON forums.id = shown.slot_forum
LEFT JOIN governments ON governments.code = shown.government
ORDER BY forums.sort_order, shown.batch_id, shown.record_id
