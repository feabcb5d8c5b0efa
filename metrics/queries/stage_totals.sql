-- マッチング等は四段階の和か
-- In each scope: do the stages add up to the published figure that is their sum?
-- stage_values: in the order of the stages. A sum with a missing part is not computed.
-- check_result as in scope_totals.
-- columns: indicator, scope, stage_values:numbers, computed_total:number, published_total:number,
-- check_result, workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
published AS (
    SELECT batch_id, sheet, cell, scope, indicator, value
    FROM results
    WHERE indicator = (SELECT any_value(total) FROM stages)
),
parts AS (
    SELECT
        published.scope,
        list(results.value ORDER BY stages.stage_order) AS stage_values,
        CASE WHEN count(results.value) = count(*) THEN sum(results.value) END AS computed_total
    FROM published
    CROSS JOIN stages
    LEFT JOIN results
        ON results.indicator = stages.indicator AND results.scope = published.scope
    GROUP BY published.scope
)
SELECT
    published.indicator,
    published.scope,
    parts.stage_values,
    parts.computed_total,
    published.value AS published_total,
    CASE
        WHEN parts.computed_total IS NULL OR published.value IS NULL THEN 'incomplete'
        WHEN parts.computed_total = published.value THEN 'equal'
        ELSE 'differs'
    END AS check_result,
    batches.file_name AS workbook,
    published.sheet,
    published.cell
FROM published
JOIN parts USING (scope)
JOIN batches ON batches.batch_id = published.batch_id
ORDER BY array_position(['total', 'national', 'regional'], published.scope)
