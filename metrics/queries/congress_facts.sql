-- 国民会議そのものの数値は
-- What the plan says about the Congress as a whole, quoted.
-- columns: item, value:number, value_state, unit, fact_as_of:day, basis, quote, page, workbook,
-- sheet, cell
SELECT
    facts.item,
    facts.value,
    coalesce(value_cells.state, CASE WHEN facts.value IS NULL THEN 'blank' ELSE 'reported' END)
        AS value_state,
    facts.unit,
    facts.as_of AS fact_as_of,
    facts.basis,
    facts.quote,
    facts.page,
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
ORDER BY facts.record_id
