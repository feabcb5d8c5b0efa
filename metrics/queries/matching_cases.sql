-- どの案件が最も長く止まっているか
-- The cases of a ledger, those first that have not moved for longest; at most 300 of found_count.
-- waiting_days: from the last movement to the year's end; null when implemented or undated.
-- columns: record, forum_name, government_name, theme, field_names, requirement, company,
-- technology, stage, moved_on, waiting_days, obstacle, found_count, workbook, sheet, cell
WITH cases AS MATERIALIZED (
    SELECT
        matchings.batch_id,
        matchings.record_id,
        CASE matchings.stage
            WHEN 'considered' THEN considered_on
            WHEN 'agreed' THEN coalesce(agreed_on, considered_on)
            WHEN 'field_trial' THEN coalesce(field_trial_on, agreed_on, considered_on)
            ELSE coalesce(implemented_on, field_trial_on, agreed_on, considered_on)
        END AS moved_on,
        CASE WHEN matchings.stage <> 'implemented'
            THEN make_date($fiscal_year + 1, 3, 31) - moved_on END AS waiting_days
    FROM matchings_as_of($as_of) AS matchings
    JOIN forums ON forums.id = matchings.slot_forum
    WHERE matchings.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR matchings.slot_forum = $block)
        AND ($field = '' OR list_contains(matchings.fields, $field))
        AND ($stage = '' OR matchings.stage = $stage)
        AND (
            $obstacle = ''
            OR (trim(matchings.obstacle) = $obstacle AND matchings.stage <> 'implemented')
        )
),
-- Only those shown are read whole.
shown AS (
    SELECT * FROM cases
    ORDER BY waiting_days DESC NULLS LAST, batch_id, record_id
    LIMIT 300
)
SELECT
    'matchings:' || shown.batch_id || ':' || shown.record_id AS record,
    forums.short_name AS forum_name,
    governments.prefecture
        || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
        AS government_name,
    matchings.theme,
    array_to_string(matchings.fields, '・') AS field_names,
    matchings.requirement,
    matchings.company,
    matchings.technology,
    matchings.stage,
    shown.moved_on,
    shown.waiting_days,
    matchings.obstacle,
    (SELECT count(*) FROM cases) AS found_count,
    batches.file_name AS workbook,
    matchings.sheet,
    matchings.cell
FROM shown
JOIN matchings
    ON matchings.batch_id = shown.batch_id AND matchings.record_id = shown.record_id
JOIN forums ON forums.id = matchings.slot_forum
LEFT JOIN governments ON governments.code = matchings.government
JOIN batches ON batches.batch_id = shown.batch_id
ORDER BY shown.waiting_days DESC NULLS LAST, shown.batch_id, shown.record_id
