-- 各フォーラムの活動目的は、行事はいくつか
-- Every regional forum: its purpose and its planned events. event_count null: not reported.
-- columns: forum, forum_name, forum_order, purpose, event_count, dated_count, undated_count,
-- workbook, sheet, cell
WITH plans AS (
    SELECT * FROM event_plans_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
by_forum AS (
    SELECT
        forum,
        arg_min(purpose, record_id) FILTER (WHERE purpose IS NOT NULL) AS purpose,
        count(name) AS event_count,
        count(name) FILTER (WHERE len(scheduled_periods) > 0) AS dated_count,
        count(name) FILTER (WHERE coalesce(len(scheduled_periods), 0) = 0) AS undated_count,
        arg_min(batch_id, record_id) AS batch_id,
        arg_min(sheet, record_id) AS sheet,
        arg_min(cell, record_id) AS cell
    FROM plans
    GROUP BY forum
)
SELECT
    forums.id AS forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    by_forum.purpose,
    by_forum.event_count,
    by_forum.dated_count,
    by_forum.undated_count,
    batches.file_name AS workbook,
    by_forum.sheet,
    by_forum.cell
FROM forums
LEFT JOIN by_forum ON by_forum.forum = forums.id
LEFT JOIN batches ON batches.batch_id = by_forum.batch_id
WHERE forums.kind = 'regional'
ORDER BY forums.sort_order
