-- どの地方公共団体が会員か
-- Every government: a member at the fiscal year's end or not (null: no roster), joined, left.
-- columns: code, prefecture, name, kind, block, block_name, block_order, is_member, joined_on,
-- left_on, workbook, sheet, cell
WITH roster_slot AS (
    SELECT count(*) > 0 AS is_loaded
    FROM slots_as_of($as_of)
    WHERE layout = 'members' AND fiscal_year = $fiscal_year
),
roster AS (
    SELECT
        government,
        bool_or(left_on IS NULL OR left_on > make_date($fiscal_year + 1, 3, 31)) AS is_member,
        min(joined_on) AS joined_on,
        max(left_on) AS left_on,
        min(batch_id) AS batch_id,
        min(sheet) AS sheet,
        arg_min(cell, record_id) AS cell
    FROM members_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND government IS NOT NULL
    GROUP BY government
)
SELECT
    governments.code,
    governments.prefecture,
    governments.name,
    governments.kind,
    governments.block,
    blocks.name AS block_name,
    blocks.sort_order AS block_order,
    CASE WHEN roster_slot.is_loaded THEN coalesce(roster.is_member, false) END AS is_member,
    roster.joined_on,
    roster.left_on,
    batches.file_name AS workbook,
    roster.sheet,
    roster.cell
FROM governments
CROSS JOIN roster_slot
JOIN blocks ON blocks.id = governments.block
LEFT JOIN roster ON roster.government = governments.code
LEFT JOIN batches ON batches.batch_id = roster.batch_id
ORDER BY governments.code
