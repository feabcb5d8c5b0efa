-- 案件はどの段階まで進んだか
-- The four stages as published and as counted from the ledgers of the forums in a scope.
-- counted_count is null while no forum in the scope has sent its ledger: not reported, not zero.
-- columns: indicator, stage, stage_order, published_count:number, counted_count, regional_count,
-- whole_count, national_count, workbook, sheet, cell
WITH published AS (
    SELECT * FROM kpi_results_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND scope = $scope
),
scope_forums AS (
    SELECT id, kind FROM forums
    WHERE $scope = 'total' OR ($scope = 'regional') = (kind = 'regional')
),
reporting AS (
    SELECT
        count(slots.forum) FILTER (scope_forums.kind = 'regional') AS regional_count,
        count(*) FILTER (scope_forums.kind = 'regional') AS whole_count,
        count(slots.forum) FILTER (scope_forums.kind = 'national') AS national_count
    FROM scope_forums
    LEFT JOIN slots_as_of($as_of) AS slots
        ON slots.forum = scope_forums.id
        AND slots.layout = 'matchings'
        AND slots.fiscal_year = $fiscal_year
),
counted AS (
    SELECT counts.figure AS indicator, CAST(sum(counts.record_count) AS BIGINT) AS case_count
    FROM record_counts_as_of($as_of) AS counts
    JOIN scope_forums ON scope_forums.id = counts.slot_forum
    WHERE counts.fiscal_year = $fiscal_year
    GROUP BY counts.figure
)
SELECT
    stages.indicator,
    stages.stage,
    stages.stage_order,
    published.value AS published_count,
    CASE WHEN reporting.regional_count + reporting.national_count > 0
        THEN coalesce(counted.case_count, 0) END AS counted_count,
    reporting.*,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, published.sheet) AS sheet,
    coalesce(value_cells.cell, published.cell) AS cell
FROM stages
CROSS JOIN reporting
LEFT JOIN counted USING (indicator)
LEFT JOIN published USING (indicator)
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = published.batch_id
    AND value_cells.record_id = published.record_id
    AND value_cells.layout = 'kpi_results'
    AND value_cells.field = 'value'
LEFT JOIN batches ON batches.batch_id = published.batch_id
ORDER BY stages.stage_order
