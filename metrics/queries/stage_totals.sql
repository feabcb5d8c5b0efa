-- In each scope: do considered + agreed + trials + implementations make the published matchings?
-- A sum with a missing part is not computed. check_result as in scope_totals.
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
parts AS (
    SELECT
        scope,
        max(value) FILTER (WHERE indicator = 'matchings_considered') AS considered,
        max(value) FILTER (WHERE indicator = 'matchings_agreed') AS agreed,
        max(value) FILTER (WHERE indicator = 'field_trials') AS trials,
        max(value) FILTER (WHERE indicator = 'implementations') AS implemented
    FROM results
    GROUP BY scope
),
published AS (
    SELECT batch_id, sheet, cell, scope, value FROM results WHERE indicator = 'matchings'
)
SELECT
    published.scope,
    parts.considered,
    parts.agreed,
    parts.trials,
    parts.implemented,
    parts.considered + parts.agreed + parts.trials + parts.implemented AS computed_total,
    published.value AS published_total,
    CASE
        WHEN computed_total IS NULL OR published.value IS NULL THEN 'incomplete'
        WHEN computed_total = published.value THEN 'equal'
        ELSE 'differs'
    END AS check_result,
    batches.file_name AS workbook,
    published.sheet,
    published.cell
FROM published
JOIN parts USING (scope)
JOIN batches ON batches.batch_id = published.batch_id
ORDER BY array_position(['total', 'national', 'regional'], published.scope)
