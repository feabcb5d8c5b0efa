-- 各数値はどのセルから来たか
-- The cell behind each figure on the pages: workbook, sheet, cell, the text as written.
-- columns: layout, fiscal_year, scope, figure, field, written, state, rule, workbook, sheet, cell
WITH sources AS (
    SELECT
        batch_id, record_id, 'kpi_results' AS layout, fiscal_year, scope, indicator AS figure
    FROM kpi_results_as_of($as_of)
    UNION ALL
    SELECT plans.batch_id, plans.record_id, 'event_plans', plans.fiscal_year, forums.name, plans.name
    FROM event_plans_as_of($as_of) AS plans
    JOIN forums ON forums.id = plans.forum
    UNION ALL
    SELECT batch_id, record_id, 'congress_facts', fiscal_year, basis, item
    FROM congress_facts_as_of($as_of)
)
SELECT
    sources.layout,
    sources.fiscal_year,
    sources.scope,
    sources.figure,
    cells.field,
    cells.written,
    cells.state,
    cells.rule,
    batches.file_name AS workbook,
    cells.sheet,
    cells.cell
FROM sources
JOIN cells
    ON cells.batch_id = sources.batch_id
    AND cells.record_id = sources.record_id
    AND cells.layout = sources.layout
JOIN batches ON batches.batch_id = sources.batch_id
WHERE cells.field IN ('value', 'target', 'name', 'scheduled')
ORDER BY sources.layout DESC, sources.fiscal_year, batches.batch_id, sources.record_id, cells.field
