-- 会員の割合はブロック、都道府県、種別でどう違うか
-- Members among the governments: all of them, by block, by prefecture, by kind; how far each is
-- from the national target; $block narrows all of it to one. member_count is null until a roster of the year is loaded.
-- columns: dimension, group_id, group_name, group_order, block, government_count, member_count,
-- member_ratio, target_ratio, needed_count, missing_count
WITH roster_slot AS (
    SELECT count(*) > 0 AS is_loaded
    FROM slots_as_of($as_of)
    WHERE layout = 'members' AND fiscal_year = $fiscal_year
),
roster AS (
    SELECT DISTINCT government
    FROM members_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
        AND (left_on IS NULL OR left_on > make_date($fiscal_year + 1, 3, 31))
),
target AS (
    SELECT CAST(max(target) AS DECIMAL(9, 6)) AS target_ratio
    FROM kpi_results_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
        AND scope = 'total'
        AND indicator = (SELECT id FROM figures WHERE role = 'member_ratio')
),
kinds (kind, sort_order) AS (
    VALUES ('都道府県', 1), ('指定都市', 2), ('中核市', 3), ('市', 4), ('特別区', 5), ('町', 6), ('村', 7)
),
chosen AS (
    SELECT
        governments.code,
        governments.prefecture,
        governments.kind,
        kinds.sort_order AS kind_order,
        governments.block,
        blocks.name AS block_name,
        blocks.sort_order AS block_order,
        roster.government IS NOT NULL AS is_member
    FROM governments
    JOIN blocks ON blocks.id = governments.block
    JOIN kinds ON kinds.kind = governments.kind
    LEFT JOIN roster ON roster.government = governments.code
    WHERE (governments.is_municipality OR $denominator = 'governments')
        AND ($block = '' OR governments.block = $block)
),
placed AS (
    SELECT 'all' AS dimension, 'all' AS group_id, '' AS group_name, 0 AS group_order, block,
        is_member
    FROM chosen
    UNION ALL
    SELECT 'block', block, block_name, block_order, block, is_member FROM chosen
    UNION ALL
    SELECT
        'prefecture', prefecture, prefecture,
        CAST(min(code) OVER (PARTITION BY prefecture) AS INTEGER), block, is_member
    FROM chosen
    UNION ALL
    SELECT 'kind', kind, kind, kind_order, block, is_member FROM chosen
),
counted AS (
    SELECT
        dimension,
        group_id,
        group_name,
        group_order,
        CASE WHEN dimension IN ('block', 'prefecture') THEN min(block) END AS block,
        count(*) AS government_count,
        count(*) FILTER (WHERE is_member) AS member_count
    FROM placed
    GROUP BY dimension, group_id, group_name, group_order
)
SELECT
    counted.dimension,
    counted.group_id,
    counted.group_name,
    counted.group_order,
    counted.block,
    counted.government_count,
    CASE WHEN roster_slot.is_loaded THEN counted.member_count END AS member_count,
    CASE WHEN roster_slot.is_loaded THEN counted.member_count / counted.government_count END
        AS member_ratio,
    CAST(target.target_ratio AS DOUBLE) AS target_ratio,
    CAST(ceil(target.target_ratio * counted.government_count) AS BIGINT) AS needed_count,
    CASE
        WHEN roster_slot.is_loaded
            THEN greatest(
                0,
                CAST(ceil(target.target_ratio * counted.government_count) AS BIGINT)
                - counted.member_count
            )
    END AS missing_count
FROM counted
CROSS JOIN roster_slot
CROSS JOIN target
ORDER BY counted.dimension, counted.group_order
