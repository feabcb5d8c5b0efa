-- 社会実装に至らない案件の課題は
-- What keeps cases from being implemented, as written; null: nothing stated. stuck_count: all
-- cases short of implementation. The most frequent first, the unstated last.
-- columns: obstacle, case_count, stuck_count
WITH stuck AS (
    SELECT nullif(sums.answer, '') AS obstacle, CAST(sum(record_count) AS BIGINT) AS case_count
    FROM record_sums_as_of($as_of) AS sums
    JOIN forums ON forums.id = sums.slot_forum
    WHERE sums.layout = 'matchings' AND sums.topic = 'cases'
        AND sums.stage <> 'implemented'
        AND sums.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR sums.slot_forum = $block)
    GROUP BY sums.answer
)
SELECT obstacle, case_count, CAST(sum(case_count) OVER () AS BIGINT) AS stuck_count
FROM stuck
ORDER BY obstacle IS NULL, case_count DESC, obstacle
LIMIT 200
