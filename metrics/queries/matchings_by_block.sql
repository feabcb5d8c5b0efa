-- フォーラムごとに、案件はどの段階か
-- Cases by forum and furthest stage; a regional forum without a ledger has null: not reported.
-- columns: group_id, group_name, group_order, stage, stage_order, case_count
WITH reporting AS (
    SELECT forum FROM slots_as_of($as_of)
    WHERE layout = 'matchings' AND fiscal_year = $fiscal_year
),
scope_forums AS (
    SELECT forums.*, reporting.forum IS NOT NULL AS is_reported
    FROM forums
    LEFT JOIN reporting ON reporting.forum = forums.id
    WHERE ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND (forums.kind = 'regional' OR reporting.forum IS NOT NULL)
),
counted AS (
    SELECT slot_forum, figure AS indicator, CAST(sum(record_count) AS BIGINT) AS case_count
    FROM record_counts_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY slot_forum, figure
)
SELECT
    scope_forums.id AS group_id,
    scope_forums.short_name AS group_name,
    scope_forums.sort_order AS group_order,
    stages.stage,
    stages.stage_order,
    CASE WHEN scope_forums.is_reported THEN coalesce(counted.case_count, 0) END AS case_count
FROM scope_forums
CROSS JOIN stages
LEFT JOIN counted ON counted.slot_forum = scope_forums.id
    AND counted.indicator = stages.indicator
ORDER BY scope_forums.sort_order, stages.stage_order
