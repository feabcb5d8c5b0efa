-- どの資料から数えたか
-- The workbooks that speak for some sheets of a year: what a figure was counted from.
-- columns: workbook
SELECT DISTINCT batches.file_name AS workbook
FROM slots_as_of($as_of) AS slots
JOIN batches ON batches.batch_id = slots.batch_id
LEFT JOIN forums ON forums.id = slots.forum
WHERE list_contains($layouts, slots.layout)
    AND slots.fiscal_year = $fiscal_year
    AND ($scope = 'total' OR forums.id IS NULL OR ($scope = 'regional') = (forums.kind = 'regional'))
    AND ($block = '' OR forums.id IS NULL OR slots.forum = $block)
ORDER BY workbook
