-- Implementations with the period each figure counts: one fiscal year, or since the founding
-- (the earliest day of which the plan counts members). Annual and cumulative never add up.
WITH founding AS (
    SELECT min(as_of) AS founded_on FROM congress_facts_as_of($as_of)
    WHERE basis = 'snapshot' AND item LIKE '会員数%'
),
figures AS (
    SELECT
        'annual' AS basis,
        fiscal_year,
        value AS counted,
        '件' AS unit,
        make_date(fiscal_year, 4, 1) AS period_from,
        make_date(fiscal_year + 1, 3, 31) AS period_to,
        'kpi_results' AS layout,
        batch_id, record_id, sheet, cell
    FROM kpi_results_as_of($as_of)
    WHERE indicator = 'implementations' AND scope = 'total'
    UNION ALL
    SELECT
        'cumulative', fiscal_year, value, unit, founded_on, as_of,
        'congress_facts', batch_id, record_id, sheet, cell
    FROM congress_facts_as_of($as_of)
    CROSS JOIN founding
    WHERE basis = 'cumulative' AND item LIKE '%実装%' AND as_of IS NOT NULL
)
SELECT
    figures.basis,
    figures.fiscal_year,
    figures.counted,
    figures.unit,
    figures.period_from,
    figures.period_to,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, figures.sheet) AS sheet,
    coalesce(value_cells.cell, figures.cell) AS cell
FROM figures
JOIN batches ON batches.batch_id = figures.batch_id
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = figures.batch_id
    AND value_cells.record_id = figures.record_id
    AND value_cells.layout = figures.layout
    AND value_cells.field = 'value'
ORDER BY figures.basis DESC, figures.period_to, figures.batch_id, figures.record_id
