-- 社会実装に至らない案件の課題は
-- What keeps cases from being implemented, as written; null: nothing stated. stuck_count: all
-- cases short of implementation. The most frequent first, the unstated last.
-- columns: obstacle, case_count, stuck_count
WITH stuck AS (
    SELECT nullif(trim(matchings.obstacle), '') AS obstacle
    FROM matchings_as_of($as_of) AS matchings
    JOIN forums ON forums.id = matchings.slot_forum
    WHERE matchings.fiscal_year = $fiscal_year
        AND matchings.stage <> 'implemented'
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR matchings.slot_forum = $block)
)
SELECT obstacle, count(*) AS case_count, CAST(sum(count(*)) OVER () AS BIGINT) AS stuck_count
FROM stuck
GROUP BY obstacle
ORDER BY obstacle IS NULL, case_count DESC, obstacle
LIMIT 200
