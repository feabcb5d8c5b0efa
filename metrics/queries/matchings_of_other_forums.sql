-- どの案件を別のフォーラムも報告しているか
-- Matchings of one batch that count for another forum too: same year, government, company and
-- technology. Each is a case counted twice, unless two forums really share it.
-- columns: sheet, cell, government_name, company, technology, forum_name, workbook, other_sheet,
-- other_cell
SELECT
    mine.sheet,
    mine.cell,
    governments.prefecture
        || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
        AS government_name,
    mine.company,
    mine.technology,
    forums.short_name AS forum_name,
    batches.file_name AS workbook,
    other.sheet AS other_sheet,
    other.cell AS other_cell
FROM current_matchings AS mine
JOIN current_matchings AS other
    ON other.slot_forum <> mine.slot_forum
    AND other.fiscal_year = mine.fiscal_year
    AND other.government = mine.government
    AND regexp_replace(other.company, '\s', '', 'g') = regexp_replace(mine.company, '\s', '', 'g')
    AND regexp_replace(other.technology, '\s', '', 'g')
        = regexp_replace(mine.technology, '\s', '', 'g')
JOIN forums ON forums.id = other.slot_forum
JOIN batches ON batches.batch_id = other.batch_id
LEFT JOIN governments ON governments.code = mine.government
WHERE mine.batch_id = $batch_id
ORDER BY mine.record_id, forums.id, other.record_id
