-- 各指標は年度ごとにどう変わったか
-- Every indicator of a scope in every fiscal year up to the one asked for, and the targets of
-- the year after where nothing has been reported yet; a year without a report has null value.
-- columns: indicator, fiscal_year, value:number, value_state, target:number, workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE scope = $scope
),
years AS (
    SELECT fiscal_year FROM kpi_results_as_of($as_of)
    GROUP BY fiscal_year
    HAVING fiscal_year <= $fiscal_year OR (fiscal_year = $fiscal_year + 1 AND count(value) = 0)
),
indicators AS (
    SELECT DISTINCT indicator FROM results
)
SELECT
    indicators.indicator,
    years.fiscal_year,
    results.value,
    coalesce(value_cells.state, CASE WHEN results.value IS NULL THEN 'blank' ELSE 'reported' END)
        AS value_state,
    results.target,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, results.sheet) AS sheet,
    coalesce(value_cells.cell, results.cell) AS cell
FROM indicators
JOIN figures ON figures.id = indicators.indicator
CROSS JOIN years
LEFT JOIN results
    ON results.indicator = indicators.indicator AND results.fiscal_year = years.fiscal_year
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = results.batch_id
    AND value_cells.record_id = results.record_id
    AND value_cells.layout = 'kpi_results'
    AND value_cells.field = 'value'
LEFT JOIN batches ON batches.batch_id = results.batch_id
ORDER BY figures.sort_order, years.fiscal_year
