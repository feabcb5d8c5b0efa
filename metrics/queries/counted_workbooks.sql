-- どの資料から数えたか
-- The workbooks that speak for the sheets of each year: what figures are counted from.
-- columns: workbook, batch_id:id, layout, fiscal_year, forum, forum_kind
SELECT DISTINCT
    batches.file_name AS workbook,
    batches.batch_id,
    slots.layout,
    slots.fiscal_year,
    slots.forum,
    forums.kind AS forum_kind
FROM slots_as_of($as_of) AS slots
JOIN batches ON batches.batch_id = slots.batch_id
LEFT JOIN forums ON forums.id = slots.forum
ORDER BY workbook, batches.batch_id
