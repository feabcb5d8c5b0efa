-- 全種別の会員はどれだけ増えたか
-- Members of all kinds (not only governments) on the days that the plan names.
-- columns: item, counted_on, member_count:number, quote, workbook, sheet, cell
SELECT
    facts.item,
    facts.as_of AS counted_on,
    facts.value AS member_count,
    facts.quote,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, facts.sheet) AS sheet,
    coalesce(value_cells.cell, facts.cell) AS cell
FROM congress_facts_as_of($as_of) AS facts
JOIN batches ON batches.batch_id = facts.batch_id
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = facts.batch_id
    AND value_cells.record_id = facts.record_id
    AND value_cells.layout = 'congress_facts'
    AND value_cells.field = 'value'
WHERE facts.basis = 'snapshot'
    AND facts.item LIKE '会員数%'
    AND facts.value IS NOT NULL
    AND facts.as_of IS NOT NULL
ORDER BY facts.as_of
