-- 同じ月に行事が重なるブロックはどこか
-- Each regional forum's planned events of each month, so that clashes show. Only events known
-- to the month or closer count: a season, 調整中 or an open 9月以降 may fall into any month, so a
-- month without a known event is no 0 (null, state undecided) while the forum has such
-- (open_count). Null with state blank: not reported.
-- columns: forum, forum_name, forum_order, month:day, month_order, event_count, state, open_count,
-- events_text
WITH plans AS (
    SELECT * FROM event_plans_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND name IS NOT NULL
),
periods AS (
    SELECT
        forum, batch_id, record_id, name, scheduled_text, unnest(scheduled_periods) AS period
    FROM plans
    WHERE scheduled_precision IN ('day', 'part_of_month', 'month')
        AND NOT regexp_matches(scheduled_text, '(以降|以後|以前|まで|から|[～〜~])\s*(（[^）]*）)?\s*$')
),
months AS (
    SELECT
        number AS month_order,
        CAST(make_date($fiscal_year, 4, 1) + to_months(CAST(number AS INTEGER)) AS DATE) AS month
    FROM range(12) AS numbers (number)
),
placed AS (
    SELECT DISTINCT
        periods.forum, months.month, periods.batch_id, periods.record_id,
        periods.name || '（' || periods.scheduled_text || '）' AS event
    FROM periods
    JOIN months
        ON periods.period."start" < months.month + INTERVAL 1 MONTH
        AND periods.period."end" >= months.month
),
counted AS (
    SELECT
        forum, month, count(*) AS event_count,
        string_agg(event, '、' ORDER BY batch_id, record_id) AS events_text
    FROM placed
    GROUP BY forum, month
),
reported AS (
    SELECT
        forum,
        count(*) FILTER (
            WHERE (batch_id, record_id) NOT IN (SELECT (batch_id, record_id) FROM periods)
        ) AS open_count
    FROM plans
    GROUP BY forum
)
SELECT
    forums.id AS forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    months.month,
    months.month_order,
    CASE
        WHEN counted.event_count IS NOT NULL THEN counted.event_count
        WHEN reported.open_count = 0 THEN 0
    END AS event_count,
    CASE
        WHEN reported.forum IS NULL THEN 'blank'
        WHEN counted.event_count IS NULL AND reported.open_count > 0 THEN 'undecided'
        ELSE 'reported'
    END AS state,
    reported.open_count,
    counted.events_text
FROM forums
CROSS JOIN months
LEFT JOIN reported ON reported.forum = forums.id
LEFT JOIN counted ON counted.forum = forums.id AND counted.month = months.month
WHERE forums.kind = 'regional'
ORDER BY forums.sort_order, months.month_order
