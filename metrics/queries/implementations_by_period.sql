-- 社会実装は、どの期間に何件か
-- Implementations with the period each figure counts: one fiscal year, or since the founding
-- (the earliest day of which the plan counts members). Annual and cumulative never add up.
-- None that ends after the fiscal year asked for.
-- columns: basis, fiscal_year, counted:number, unit, period_from:day, period_to:day, workbook,
-- sheet, cell
WITH founding AS (
    SELECT min(as_of) AS founded_on FROM congress_facts_as_of($as_of)
    WHERE basis = 'snapshot' AND item LIKE '会員数%'
),
periods AS (
    SELECT
        'annual' AS basis,
        results.fiscal_year,
        results.value AS counted,
        figures.unit,
        make_date(results.fiscal_year, 4, 1) AS period_from,
        make_date(results.fiscal_year + 1, 3, 31) AS period_to,
        'kpi_results' AS layout,
        batch_id, record_id, sheet, cell
    FROM kpi_results_as_of($as_of) AS results
    JOIN figures ON figures.id = results.indicator AND figures.is_outcome
    WHERE results.scope = 'total'
    UNION ALL
    SELECT
        'cumulative', fiscal_year, value, unit, founded_on, as_of,
        'congress_facts', batch_id, record_id, sheet, cell
    FROM congress_facts_as_of($as_of)
    CROSS JOIN founding
    WHERE basis = 'cumulative' AND item LIKE '%実装%' AND as_of IS NOT NULL
)
SELECT
    periods.basis,
    periods.fiscal_year,
    periods.counted,
    periods.unit,
    periods.period_from,
    periods.period_to,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, periods.sheet) AS sheet,
    coalesce(value_cells.cell, periods.cell) AS cell
FROM periods
JOIN batches ON batches.batch_id = periods.batch_id
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = periods.batch_id
    AND value_cells.record_id = periods.record_id
    AND value_cells.layout = periods.layout
    AND value_cells.field = 'value'
WHERE periods.period_to <= make_date($fiscal_year + 1, 3, 31)
ORDER BY periods.basis DESC, periods.period_to, periods.batch_id, periods.record_id
