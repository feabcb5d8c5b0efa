-- What each regional forum's records come to in a year; value null: not reported, never 0.
WITH figures (figure, layout, figure_order) AS (
    VALUES
        ('supported_governments', 'supports', 1),
        ('forums_held', 'events', 2),
        ('matchings', 'matchings', 3),
        ('matchings_agreed', 'matchings', 4),
        ('field_trials', 'matchings', 5),
        ('implementations', 'matchings', 6),
        ('workshops', 'citizen_activities', 7),
        ('know_how', 'know_how', 8)
),
slots AS (
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
    figures.figure,
    figures.figure_order,
    CASE WHEN slots.forum IS NOT NULL THEN coalesce(counted.value, 0) END AS value
FROM forums
CROSS JOIN figures
LEFT JOIN slots ON slots.forum = forums.id AND slots.layout = figures.layout
LEFT JOIN counted ON counted.forum = forums.id AND counted.figure = figures.figure
WHERE forums.kind = 'regional'
ORDER BY forums.sort_order, figures.figure_order
