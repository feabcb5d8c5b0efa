-- 指標の明細はどこまで報告されたか
-- What the records behind an indicator come to in a scope, and how many forums reported them.
-- counted_value null: nobody has handed in the records (not reported, never 0).
-- forum_count: the forums that owe them; null in the national scope, where none is named.
-- columns: indicator, reported_count, forum_count, counted_value:count
WITH owing AS (
    SELECT id AS forum, kind = 'regional' AS is_regional
    FROM forums
    WHERE $scope = 'total' OR ($scope = 'regional') = (kind = 'regional')
),
reported AS (
    SELECT
        slots.layout,
        count(*) AS slot_count,
        count(*) FILTER (WHERE owing.is_regional) AS regional_count
    FROM slots_as_of($as_of) AS slots
    JOIN owing ON owing.forum = slots.forum
    WHERE slots.fiscal_year = $fiscal_year
    GROUP BY slots.layout
),
counted AS (
    SELECT
        records.figure AS indicator,
        add_up_counts(records.counted, records.record_count) AS value
    FROM record_counts_as_of($as_of) AS records
    JOIN owing ON owing.forum = records.slot_forum
    WHERE records.fiscal_year = $fiscal_year
    GROUP BY records.figure
)
SELECT
    figures.id AS indicator,
    CASE WHEN $scope <> 'national' THEN coalesce(reported.regional_count, 0) END
        AS reported_count,
    CASE WHEN $scope <> 'national' THEN (SELECT count(*) FROM owing WHERE is_regional) END
        AS forum_count,
    CASE WHEN reported.slot_count > 0 THEN coalesce(counted.value, 0) END AS counted_value
FROM figures
LEFT JOIN reported ON reported.layout = figures.layout
LEFT JOIN counted ON counted.indicator = figures.id
WHERE figures.layout IS NOT NULL AND len(figures.scopes) > 0
ORDER BY figures.sort_order
