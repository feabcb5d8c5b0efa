-- どの数値があるか
-- Every figure there is: published values and targets, counts from records, the Congress's facts.
-- forum_count: how many regional forums a count over all forums is made of.
-- A slot without records counts 0; without a slot there is no row: not reported is not zero.
-- columns: kind, figure, scope, fiscal_year, value:number, value_state, unit, fact_on, forum_count
WITH counted AS (
    SELECT * FROM counted_figures_as_of($as_of)
),
published AS (
    SELECT * FROM kpi_results_as_of($as_of)
),
facts AS (
    SELECT * FROM congress_facts_as_of($as_of)
),
loaded AS (
    SELECT
        'value' AS kind, 'kpi_results' AS layout, batch_id, record_id,
        indicator AS figure, scope, fiscal_year, value,
        NULL AS unit, CAST(NULL AS DATE) AS fact_on
    FROM published
    UNION ALL
    SELECT
        'target', 'kpi_results', batch_id, record_id,
        indicator, scope, fiscal_year, target, NULL, NULL
    FROM published
    WHERE target IS NOT NULL
    UNION ALL
    SELECT
        'fact', 'congress_facts', batch_id, record_id,
        item, basis, fiscal_year, value, unit, as_of
    FROM facts
),
written AS (
    SELECT
        loaded.*,
        coalesce(cells.state, CASE WHEN loaded.value IS NULL THEN 'blank' ELSE 'reported' END)
            AS value_state
    FROM loaded
    LEFT JOIN cells
        ON cells.batch_id = loaded.batch_id
        AND cells.layout = loaded.layout
        AND cells.record_id = loaded.record_id
        AND cells.field = CASE loaded.kind WHEN 'target' THEN 'target' ELSE 'value' END
)
SELECT
    kind, figure, scope, fiscal_year, value, value_state, unit, fact_on,
    CAST(NULL AS BIGINT) AS forum_count
FROM written
UNION ALL
SELECT 'counted', figure, scope, fiscal_year, value, 'reported', NULL, NULL, forum_count
FROM counted
ORDER BY fiscal_year, kind, figure, scope
