-- 各フォーラムの行事はいつか
-- Planned events, one row a period; an undated event has one row with null period_from.
-- A forum that has reported nothing has no row here (see forum_purpose).
-- columns: forum, forum_name, forum_order, event, name, scheduled_text, period_from:day,
-- period_to:day, precision, tentative:flag, content, workbook, sheet, cell
WITH plans AS (
    SELECT * FROM event_plans_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND name IS NOT NULL
),
periods AS (
    SELECT batch_id, record_id, unnest(scheduled_periods) AS period FROM plans
)
SELECT
    plans.forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    plans.batch_id || '-' || plans.record_id AS event,
    plans.name,
    plans.scheduled_text,
    periods.period."start" AS period_from,
    periods.period."end" AS period_to,
    plans.scheduled_precision AS precision,
    plans.scheduled_tentative AS tentative,
    plans.content,
    batches.file_name AS workbook,
    plans.sheet,
    plans.cell
FROM plans
JOIN forums ON forums.id = plans.forum
JOIN batches ON batches.batch_id = plans.batch_id
LEFT JOIN periods
    ON periods.batch_id = plans.batch_id AND periods.record_id = plans.record_id
ORDER BY forums.sort_order, plans.record_id, period_from
