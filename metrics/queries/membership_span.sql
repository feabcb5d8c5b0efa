-- 自治体会員は何団体か、あと何団体か
-- A published ratio told in governments: how many it may stand for, how many the target needs.
-- A ratio rounded to whole percents stands for every count within half a percent; a finer one
-- (one decimal) within a twentieth. Only `governments` is the published denominator.
-- columns: denominator, denominator_count, is_published, ratio, target_ratio,
-- member_count_from:count, member_count_to:count, needed_count, missing_count_from:count,
-- missing_count_to:count, counted_member_count, workbook, sheet, cell
WITH published AS (
    SELECT
        batch_id,
        record_id,
        sheet,
        cell,
        CAST(value AS DECIMAL(9, 6)) AS ratio,
        CAST(target AS DECIMAL(9, 6)) AS target_ratio
    FROM kpi_results_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
        AND scope = 'total'
        AND indicator = (SELECT id FROM figures WHERE role = 'member_ratio')
),
rounding AS (
    SELECT
        *,
        CAST(CASE WHEN ratio = round(ratio, 2) THEN 0.005 ELSE 0.0005 END AS DECIMAL(9, 6)) AS half
    FROM published
),
denominators AS (
    SELECT 'governments' AS denominator, count(*) AS denominator_count, true AS is_published
    FROM governments
    UNION ALL
    SELECT 'municipalities', count(*), false FROM governments WHERE is_municipality
),
counts AS (
    SELECT
        *,
        CAST(ceil((ratio - half) * denominator_count) AS BIGINT) AS member_count_from,
        CAST(ceil((ratio + half) * denominator_count) AS BIGINT) - 1 AS member_count_to,
        CAST(ceil(target_ratio * denominator_count) AS BIGINT) AS needed_count
    FROM denominators
    LEFT JOIN rounding ON true
),
roster AS (
    SELECT DISTINCT members.government, governments.is_municipality
    FROM members_as_of($as_of) AS members
    JOIN governments ON governments.code = members.government
    WHERE members.fiscal_year = $fiscal_year
        AND (members.left_on IS NULL OR members.left_on > make_date($fiscal_year + 1, 3, 31))
),
counted AS (
    SELECT
        nullif(count(*), 0) AS governments_count,
        nullif(count(*) FILTER (WHERE is_municipality), 0) AS municipalities_count
    FROM roster
)
SELECT
    counts.denominator,
    counts.denominator_count,
    counts.is_published,
    CAST(counts.ratio AS DOUBLE) AS ratio,
    CAST(counts.target_ratio AS DOUBLE) AS target_ratio,
    counts.member_count_from,
    counts.member_count_to,
    counts.needed_count,
    greatest(0, counts.needed_count - counts.member_count_to) AS missing_count_from,
    greatest(0, counts.needed_count - counts.member_count_from) AS missing_count_to,
    CASE
        WHEN counts.is_published THEN counted.governments_count
        ELSE counted.municipalities_count
    END AS counted_member_count,
    batches.file_name AS workbook,
    coalesce(value_cells.sheet, counts.sheet) AS sheet,
    coalesce(value_cells.cell, counts.cell) AS cell
FROM counts
CROSS JOIN counted
LEFT JOIN cells AS value_cells
    ON value_cells.batch_id = counts.batch_id
    AND value_cells.record_id = counts.record_id
    AND value_cells.layout = 'kpi_results'
    AND value_cells.field = 'value'
LEFT JOIN batches ON batches.batch_id = counts.batch_id
ORDER BY counts.is_published DESC
