-- 照合カードが引く公表値は
-- Every published figure by one name, so that a reconciliation card can quote it:
-- kpi/<scope>/<indicator>/<value or target>, fact/<item>.
-- columns: figure, value:number, workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
facts AS (
    SELECT * FROM congress_facts_as_of($as_of)
),
figures AS (
    SELECT
        batch_id, record_id, 'kpi_results' AS layout, 'value' AS field, sheet, cell,
        'kpi/' || scope || '/' || indicator || '/value' AS figure, value
    FROM results
    UNION ALL
    SELECT
        batch_id, record_id, 'kpi_results', 'target', sheet, cell,
        'kpi/' || scope || '/' || indicator || '/target', target
    FROM results
    UNION ALL
    SELECT batch_id, record_id, 'congress_facts', 'value', sheet, cell, 'fact/' || item, value
    FROM facts
)
SELECT
    figures.figure,
    figures.value,
    batches.file_name AS workbook,
    coalesce(cells.sheet, figures.sheet) AS sheet,
    coalesce(cells.cell, figures.cell) AS cell
FROM figures
JOIN batches ON batches.batch_id = figures.batch_id
LEFT JOIN cells
    ON cells.batch_id = figures.batch_id
    AND cells.record_id = figures.record_id
    AND cells.layout = figures.layout
    AND cells.field = figures.field
WHERE figures.value IS NOT NULL
ORDER BY figures.figure
