-- Every figure there is: published values and targets, counts from records, the Congress's facts.
-- A slot without records counts 0; without a slot there is no row: not reported is not zero.
WITH counted_figures (figure, layout) AS (
    VALUES
        ('supported_governments', 'supports'),
        ('forums_held', 'events'),
        ('matchings', 'matchings'),
        ('matchings_considered', 'matchings'),
        ('matchings_agreed', 'matchings'),
        ('field_trials', 'matchings'),
        ('implementations', 'matchings'),
        ('workshops', 'citizen_activities'),
        ('know_how', 'know_how'),
        ('event_plans', 'event_plans'),
        ('members', 'members')
),
reported AS (
    SELECT counted_figures.figure, slots.forum, slots.fiscal_year
    FROM counted_figures
    JOIN slots_as_of($as_of) AS slots ON slots.layout = counted_figures.layout
    WHERE slots.forum <> 'unassigned'
),
places AS (
    SELECT figure, forum AS scope, fiscal_year, forum, 1 AS forum_count FROM reported
    UNION ALL
    SELECT
        figure, 'all', fiscal_year, forum,
        count(*) OVER (PARTITION BY figure, fiscal_year) AS forum_count
    FROM reported
),
counted AS (
    SELECT
        places.figure,
        places.scope,
        places.fiscal_year,
        count(DISTINCT records.counted) AS value,
        max(places.forum_count) AS forum_count
    FROM places
    LEFT JOIN counted_records_as_of($as_of) AS records
        ON records.figure = places.figure
        AND records.fiscal_year = places.fiscal_year
        AND records.slot_forum = places.forum
    GROUP BY places.figure, places.scope, places.fiscal_year
)
SELECT
    'value' AS kind, indicator AS figure, scope, fiscal_year, value,
    NULL AS unit, CAST(NULL AS DATE) AS fact_on, CAST(NULL AS BIGINT) AS forum_count
FROM kpi_results_as_of($as_of)
UNION ALL
SELECT 'target', indicator, scope, fiscal_year, target, NULL, NULL, NULL
FROM kpi_results_as_of($as_of)
WHERE target IS NOT NULL
UNION ALL
SELECT 'counted', figure, scope, fiscal_year, value, NULL, NULL, forum_count FROM counted
UNION ALL
SELECT 'fact', item, basis, fiscal_year, value, unit, as_of, NULL
FROM congress_facts_as_of($as_of)
ORDER BY fiscal_year, kind, figure, scope
