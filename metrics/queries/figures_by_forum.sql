-- 各フォーラムの実績は指標ごとにいくつか
-- What each regional forum's records come to in a year; value null: not reported, never 0.
-- columns: forum, forum_name, forum_order, figure, figure_name, unit, layout, role, is_outcome,
-- figure_order, value:count
WITH slots AS (
    SELECT forum, layout FROM slots_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
counted AS (
    SELECT slot_forum AS forum, figure, add_up_counts(counted, record_count) AS value
    FROM record_counts_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY slot_forum, figure
)
SELECT
    forums.id AS forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    figures.id AS figure,
    figures.short_name AS figure_name,
    figures.unit,
    figures.layout,
    figures.role,
    figures.is_outcome,
    figures.sort_order AS figure_order,
    CASE WHEN slots.forum IS NOT NULL THEN coalesce(counted.value, 0) END AS value
FROM forums
CROSS JOIN figures
LEFT JOIN slots ON slots.forum = forums.id AND slots.layout = figures.layout
LEFT JOIN counted ON counted.forum = forums.id AND counted.figure = figures.id
WHERE forums.kind = 'regional' AND figures.is_compared
ORDER BY forums.sort_order, figures.sort_order
