-- 各指標の目標に対する実績は
-- Every indicator reported or aimed at in one scope: value, this and next year's target, source cell.
-- columns: indicator, scope, fiscal_year, value:number, value_state, target:number,
-- previous_value:number, next_target:number, workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE scope = $scope
),
this_year AS (
    SELECT * FROM results WHERE fiscal_year = $fiscal_year
),
previous_year AS (
    SELECT indicator, value FROM results WHERE fiscal_year = $fiscal_year - 1
),
next_year AS (
    SELECT indicator, target FROM results WHERE fiscal_year = $fiscal_year + 1
),
indicators AS (
    SELECT indicator FROM this_year
    UNION
    SELECT indicator FROM next_year
)
SELECT
    indicators.indicator,
    $scope AS scope,
    $fiscal_year AS fiscal_year,
    this_year.value,
    coalesce(value_cells.state, CASE WHEN this_year.value IS NULL THEN 'blank' ELSE 'reported' END)
        AS value_state,
    this_year.target,
    previous_year.value AS previous_value,
    next_year.target AS next_target,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, this_year.sheet) AS sheet,
    coalesce(value_cells.cell, this_year.cell) AS cell
FROM indicators
JOIN figures ON figures.id = indicators.indicator
LEFT JOIN this_year USING (indicator)
LEFT JOIN previous_year USING (indicator)
LEFT JOIN next_year USING (indicator)
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = this_year.batch_id
    AND value_cells.record_id = this_year.record_id
    AND value_cells.layout = 'kpi_results'
    AND value_cells.field = 'value'
LEFT JOIN batches ON batches.batch_id = this_year.batch_id
ORDER BY figures.sort_order
