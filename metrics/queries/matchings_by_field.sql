-- 技術分野ごとに、案件はどの段階か
-- Cases by technical field and furthest stage. A case of two fields counts in both; one without
-- a field has the group null. No row while no forum in the scope has sent a ledger.
-- columns: group_id, group_name, group_order, stage, stage_order, case_count
WITH cases AS (
    SELECT matchings.fields, matchings.stage
    FROM matchings_as_of($as_of) AS matchings
    JOIN forums ON forums.id = matchings.slot_forum
    WHERE matchings.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR matchings.slot_forum = $block)
),
counted AS (
    SELECT field, stage, count(*) AS case_count
    FROM (
        SELECT unnest(CASE WHEN len(fields) > 0 THEN fields ELSE [NULL] END) AS field, stage
        FROM cases
    )
    GROUP BY field, stage
),
fields AS (
    SELECT field, sum(case_count) AS total FROM counted GROUP BY field
)
SELECT
    fields.field AS group_id,
    fields.field AS group_name,
    row_number() OVER (
        PARTITION BY stages.stage_order ORDER BY fields.field IS NULL, fields.total DESC, fields.field
    ) AS group_order,
    stages.stage,
    stages.stage_order,
    coalesce(counted.case_count, 0) AS case_count
FROM fields
CROSS JOIN stages
LEFT JOIN counted
    ON counted.field IS NOT DISTINCT FROM fields.field AND counted.stage = stages.stage
ORDER BY group_order, stages.stage_order
