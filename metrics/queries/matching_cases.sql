-- The cases of a ledger, those first that have not moved for longest; at most 300 of found_count.
-- waiting_days: from the last movement to the year's end; null when implemented or undated.
WITH cases AS (
    SELECT
        matchings.*,
        forums.short_name AS forum_name,
        governments.prefecture
            || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
            AS government_name,
        CASE matchings.stage
            WHEN 'considered' THEN considered_on
            WHEN 'agreed' THEN coalesce(agreed_on, considered_on)
            WHEN 'field_trial' THEN coalesce(field_trial_on, agreed_on, considered_on)
            ELSE coalesce(implemented_on, field_trial_on, agreed_on, considered_on)
        END AS moved_on
    FROM matchings_as_of($as_of) AS matchings
    JOIN forums ON forums.id = matchings.slot_forum
    LEFT JOIN governments ON governments.code = matchings.government
    WHERE matchings.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR matchings.slot_forum = $block)
        AND ($field = '' OR list_contains(matchings.fields, $field))
        AND ($stage = '' OR matchings.stage = $stage)
        AND (
            $obstacle = ''
            OR (trim(matchings.obstacle) = $obstacle AND matchings.stage <> 'implemented')
        )
)
SELECT
    'matchings:' || cases.batch_id || ':' || cases.record_id AS record,
    cases.forum_name,
    cases.government_name,
    cases.theme,
    array_to_string(cases.fields, '・') AS field_names,
    cases.requirement,
    cases.company,
    cases.technology,
    cases.stage,
    cases.moved_on,
    CASE WHEN cases.stage <> 'implemented'
        THEN make_date($fiscal_year + 1, 3, 31) - cases.moved_on END AS waiting_days,
    cases.obstacle,
    count(*) OVER () AS found_count,
    batches.file_name AS workbook,
    cases.sheet,
    cases.cell
FROM cases
JOIN batches ON batches.batch_id = cases.batch_id
ORDER BY waiting_days DESC NULLS LAST, cases.batch_id, cases.record_id
LIMIT 300
