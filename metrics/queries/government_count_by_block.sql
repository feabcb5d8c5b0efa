-- ブロックごとの地方公共団体と会員は
-- Each block's denominator, and its members once a roster is loaded (null until then: not reported).
-- columns: block, block_name, block_order, government_count, prefecture_count, municipality_count,
-- member_count, member_ratio
WITH roster AS (
    SELECT DISTINCT government
    FROM members_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
        AND (left_on IS NULL OR left_on > make_date($fiscal_year + 1, 3, 31))
),
roster_size AS (
    SELECT count(*) AS member_count FROM roster
),
counts AS (
    SELECT
        governments.block,
        count(*) AS government_count,
        count(*) FILTER (WHERE NOT governments.is_municipality) AS prefecture_count,
        count(*) FILTER (WHERE governments.is_municipality) AS municipality_count,
        count(roster.government) AS member_count
    FROM governments
    LEFT JOIN roster ON roster.government = governments.code
    GROUP BY governments.block
)
SELECT
    counts.block,
    blocks.name AS block_name,
    blocks.sort_order AS block_order,
    counts.government_count,
    counts.prefecture_count,
    counts.municipality_count,
    CASE WHEN roster_size.member_count > 0 THEN counts.member_count END AS member_count,
    CASE WHEN roster_size.member_count > 0 THEN counts.member_count / counts.government_count END
        AS member_ratio
FROM counts
CROSS JOIN roster_size
JOIN blocks ON blocks.id = counts.block
ORDER BY blocks.sort_order
