-- 技術分野ごとに、案件はどの段階か
-- Cases by technical field and furthest stage. A case of two fields counts in both; one without
-- a field has the group null. No row while no forum in the scope has sent a ledger.
-- columns: group_id, group_name, group_order, stage, stage_order, case_count
WITH cases AS (
    SELECT
        unnest(string_split(sums.part, chr(31))) AS field,
        sums.stage,
        sums.record_count
    FROM record_sums_as_of($as_of) AS sums
    JOIN forums ON forums.id = sums.slot_forum
    WHERE sums.layout = 'matchings' AND sums.topic = 'cases' AND sums.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR sums.slot_forum = $block)
),
counted AS (
    SELECT nullif(field, '') AS field, stage, CAST(sum(record_count) AS BIGINT) AS case_count
    FROM cases
    GROUP BY nullif(field, ''), stage
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
