-- 総合計は全国と地方の和か
-- National + regional against the published total of every count. A sum with a missing part is not computed.
-- check_result: equal, differs, or incomplete (a part or the total is not reported).
-- columns: indicator, national_value:number, regional_value:number, total_value:number,
-- computed_total:number, check_result, workbook, sheet, cell
WITH results AS (
    SELECT * FROM kpi_results_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
scopes AS (
    SELECT
        indicator,
        max(value) FILTER (WHERE scope = 'national') AS national_value,
        max(value) FILTER (WHERE scope = 'regional') AS regional_value,
        max(value) FILTER (WHERE scope = 'total') AS total_value
    FROM results
    JOIN figures ON figures.id = results.indicator AND figures.kind = 'count'
    GROUP BY indicator
),
totals AS (
    SELECT indicator, batch_id, sheet, cell FROM results
    WHERE scope = 'total'
)
SELECT
    scopes.indicator,
    scopes.national_value,
    scopes.regional_value,
    scopes.total_value,
    scopes.national_value + scopes.regional_value AS computed_total,
    CASE
        WHEN scopes.national_value + scopes.regional_value IS NULL OR scopes.total_value IS NULL
            THEN 'incomplete'
        WHEN scopes.national_value + scopes.regional_value = scopes.total_value THEN 'equal'
        ELSE 'differs'
    END AS check_result,
    batches.file_name AS workbook,
    totals.sheet,
    totals.cell
FROM scopes
JOIN figures ON figures.id = scopes.indicator
LEFT JOIN totals USING (indicator)
LEFT JOIN batches ON batches.batch_id = totals.batch_id
WHERE scopes.national_value IS NOT NULL
    OR scopes.regional_value IS NOT NULL
    OR scopes.total_value IS NOT NULL
ORDER BY figures.sort_order
