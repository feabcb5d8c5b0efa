-- マッチング等はどの段階にあるか
-- The four stages the published matching figure is made of, with that figure beside each.
-- columns: indicator, stage_order, value:number, value_state, total:number, target:number,
-- workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND scope = $scope
),
total AS (
    SELECT max(value) AS value, max(target) AS target FROM results
    WHERE indicator = (SELECT any_value(total) FROM stages)
)
SELECT
    stages.indicator,
    stages.stage_order,
    results.value,
    coalesce(value_cells.state, CASE WHEN results.value IS NULL THEN 'blank' ELSE 'reported' END)
        AS value_state,
    total.value AS total,
    total.target,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, results.sheet) AS sheet,
    coalesce(value_cells.cell, results.cell) AS cell
FROM stages
CROSS JOIN total
LEFT JOIN results USING (indicator)
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = results.batch_id
    AND value_cells.record_id = results.record_id
    AND value_cells.layout = 'kpi_results'
    AND value_cells.field = 'value'
LEFT JOIN batches ON batches.batch_id = results.batch_id
ORDER BY stages.stage_order
