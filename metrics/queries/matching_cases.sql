-- どの案件が最も長く止まっているか
-- The cases of a ledger, those first that have not moved for longest; at most 300 of found_count.
-- waiting_days: from the last movement to the year's end; null when implemented or undated.
-- columns: record, forum_name, government_name, theme, field_names, requirement, company,
-- technology, stage, moved_on, waiting_days, obstacle, found_count, workbook, sheet, cell
WITH slots AS (
    SELECT slots.batch_id, slots.forum
    FROM slots_as_of($as_of) AS slots
    JOIN forums ON forums.id = slots.forum
    WHERE slots.layout = 'matchings' AND slots.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR slots.forum = $block)
),
found AS (
    SELECT CAST(sum(record_count) AS BIGINT) AS found_count
    FROM record_sums AS sums
    SEMI JOIN slots ON slots.batch_id = sums.batch_id AND slots.forum = sums.slot_forum
    WHERE layout = 'matchings' AND topic = 'cases' AND fiscal_year = $fiscal_year
        AND ($stage = '' OR stage = $stage)
        AND ($field = '' OR list_contains(string_split(part, chr(31)), $field))
        AND ($obstacle = '' OR (answer = $obstacle AND stage <> 'implemented'))
),
cases AS (
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
    FROM matchings
    SEMI JOIN slots ON slots.batch_id = matchings.batch_id AND slots.forum = matchings.slot_forum
    WHERE matchings.fiscal_year = $fiscal_year
        AND ($field = '' OR list_contains(matchings.fields, $field))
        AND ($stage = '' OR matchings.stage = $stage)
        AND (
            $obstacle = ''
            OR (trim(matchings.obstacle) = $obstacle AND matchings.stage <> 'implemented')
        )
),
-- Only those shown are read whole.
shown AS MATERIALIZED (
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
    (SELECT found_count FROM found) AS found_count,
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
