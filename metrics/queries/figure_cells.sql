-- この数値はどの記録のどのセルから来たか
-- The records behind one figure and every cell they were read from.
-- kind: value, target, counted or fact. scope: as the figure's; all = every forum. Of more
-- records than most, the first ones; record_count: how many there are.
-- columns: record_count, layout, batch_id:id, record_id:id, workbook, sha256, accepted_by,
-- accepted_at, options, field, sheet, cell, written, state, rule
WITH loads AS (
    SELECT
        batch_id,
        sum(record_count) AS record_count,
        sum(sum(record_count)) OVER (ORDER BY batch_id) - sum(record_count) AS earlier_count
    FROM record_sums_as_of($as_of)
    WHERE $kind = 'counted'
        AND topic = 'figures' AND part = $figure AND fiscal_year = $fiscal_year
        AND (slot_forum = $scope OR $scope = 'all')
    GROUP BY batch_id
),
records AS (
    SELECT 'kpi_results' AS layout, batch_id, record_id, sheet, cell
    FROM kpi_results_as_of($as_of)
    WHERE $kind IN ('value', 'target')
        AND indicator = $figure AND scope = $scope AND fiscal_year = $fiscal_year
    UNION ALL
    SELECT 'congress_facts', batch_id, record_id, sheet, cell
    FROM congress_facts_as_of($as_of)
    WHERE $kind = 'fact' AND item = $figure AND basis = $scope AND fiscal_year = $fiscal_year
    UNION ALL
    SELECT layout, batch_id, record_id, NULL, NULL
    FROM counted_records_as_of($as_of)
    WHERE $kind = 'counted'
        AND figure = $figure AND fiscal_year = $fiscal_year
        AND (slot_forum = $scope OR $scope = 'all')
        AND batch_id IN (SELECT batch_id FROM loads WHERE earlier_count < $most)
),
shown AS MATERIALIZED (
    SELECT * FROM records
    ORDER BY batch_id, layout, record_id
    LIMIT CAST($most AS BIGINT)
)
SELECT
    coalesce((SELECT CAST(sum(record_count) AS BIGINT) FROM loads), (SELECT count(*) FROM shown))
        AS record_count,
    records.layout,
    records.batch_id,
    records.record_id,
    batches.file_name AS workbook,
    batches.sha256,
    batches.accepted_by,
    batches.accepted_at,
    batches.options,
    cells.field,
    coalesce(cells.sheet, records.sheet) AS sheet,
    coalesce(cells.cell, records.cell) AS cell,
    cells.written,
    cells.state,
    cells.rule
FROM shown AS records
JOIN batches ON batches.batch_id = records.batch_id
LEFT JOIN cells
    ON cells.batch_id = records.batch_id
    AND cells.layout = records.layout
    AND cells.record_id = records.record_id
-- A record's cells from left to right, and down: Z1 before AA1, B9 before B10.
ORDER BY
    records.batch_id, records.layout, records.record_id,
    length(regexp_extract(cells.cell, '^[A-Z]+')), regexp_extract(cells.cell, '^[A-Z]+'),
    length(cells.cell), cells.cell, cells.field
