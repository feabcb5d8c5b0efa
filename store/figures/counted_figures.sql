-- Made anew with figures.sql, after the macros of the figures (store/figures/counting.py).

-- Every figure that is counted at a moment, at each forum and over 'all' of them; forum_count: how
-- many regional forums the latter is made of.
CREATE OR REPLACE MACRO counted_figures_as_of(moment TIMESTAMP) AS TABLE (
    WITH reported AS (
        SELECT figures.id AS figure, slots.forum, slots.fiscal_year
        FROM figures
        JOIN slots_as_of(moment) AS slots ON slots.layout = figures.layout
        WHERE slots.forum <> 'unassigned'
    ),
    regional AS (
        SELECT reported.figure, reported.fiscal_year, count(*) AS forum_count
        FROM reported
        JOIN forums ON forums.id = reported.forum AND forums.kind = 'regional'
        GROUP BY reported.figure, reported.fiscal_year
    ),
    places AS (
        SELECT figure, forum AS scope, fiscal_year, forum FROM reported
        UNION ALL
        SELECT figure, 'all', fiscal_year, forum FROM reported
    )
    SELECT
        places.figure,
        places.scope,
        places.fiscal_year,
        add_up_counts(records.counted, records.record_count) AS value,
        max(regional.forum_count) AS forum_count
    FROM places
    LEFT JOIN regional
        ON regional.figure = places.figure AND regional.fiscal_year = places.fiscal_year
        AND places.scope = 'all'
    LEFT JOIN record_counts_as_of(moment) AS records
        ON records.figure = places.figure
        AND records.fiscal_year = places.fiscal_year
        AND records.slot_forum = places.forum
    GROUP BY places.figure, places.scope, places.fiscal_year
);
