-- どのフォーラムが何を提出したか
-- What each forum has handed in for a year: the load that speaks, its records, what waits.
-- record_count is null where only parked rows of an unknown forum are there.
-- columns: forum, layout, record_count, parked_count, batch_id:id, workbook, accepted_at,
-- accepted_by
WITH slots AS (
    SELECT current_slots.*, batch_slots.record_count
    FROM slots_as_of($as_of) AS current_slots
    JOIN batch_slots USING (batch_id, forum, fiscal_year, layout)
    WHERE current_slots.fiscal_year = $fiscal_year
),
waiting AS (
    SELECT slot_forum AS forum, layout, max(batch_id) AS batch_id, count(*) AS parked_count
    FROM parked_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND is_open
    GROUP BY slot_forum, layout
)
SELECT
    coalesce(slots.forum, waiting.forum) AS forum,
    coalesce(slots.layout, waiting.layout) AS layout,
    slots.record_count,
    coalesce(waiting.parked_count, 0) AS parked_count,
    batches.batch_id,
    batches.file_name AS workbook,
    batches.accepted_at,
    batches.accepted_by
FROM slots
FULL JOIN waiting ON waiting.forum = slots.forum AND waiting.layout = slots.layout
JOIN batches ON batches.batch_id = coalesce(slots.batch_id, waiting.batch_id)
ORDER BY 1, 2
