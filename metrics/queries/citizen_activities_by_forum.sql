-- どのフォーラムが、どんな市民参画活動を何件行ったか
-- Activities with citizens by forum and kind; a regional forum that sent none has null counts.
-- people_count sums what is reported; people_known_count says of how many activities. Of no
-- activity there are no people to report (people_state not_applicable).
-- columns: forum, forum_name, forum_order, kind, kind_order, activity_count, people_count:number,
-- people_state, people_known_count
WITH kinds (kind, kind_order) AS (
    VALUES ('school_visit', 1), ('workshop', 2), ('other', 3)
),
reporting AS (
    SELECT forum FROM slots_as_of($as_of)
    WHERE layout = 'citizen_activities' AND fiscal_year = $fiscal_year
),
scope_forums AS (
    SELECT forums.*, reporting.forum IS NOT NULL AS is_reported
    FROM forums
    LEFT JOIN reporting ON reporting.forum = forums.id
    WHERE ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND (forums.kind = 'regional' OR reporting.forum IS NOT NULL)
        AND ($block = '' OR forums.id = $block)
),
counted AS (
    SELECT
        slot_forum,
        coalesce(kind, 'other') AS kind,
        count(*) AS activity_count,
        sum(participants) AS people_count,
        count(participants) AS people_known_count
    FROM citizen_activities_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY slot_forum, coalesce(kind, 'other')
)
SELECT
    scope_forums.id AS forum,
    scope_forums.short_name AS forum_name,
    scope_forums.sort_order AS forum_order,
    kinds.kind,
    kinds.kind_order,
    CASE WHEN scope_forums.is_reported THEN coalesce(counted.activity_count, 0) END
        AS activity_count,
    CAST(counted.people_count AS DOUBLE) AS people_count,
    CASE WHEN scope_forums.is_reported AND counted.activity_count IS NULL THEN 'not_applicable'
        ELSE 'blank' END AS people_state,
    CASE WHEN scope_forums.is_reported THEN coalesce(counted.people_known_count, 0) END
        AS people_known_count
FROM scope_forums
CROSS JOIN kinds
LEFT JOIN counted ON counted.slot_forum = scope_forums.id AND counted.kind = kinds.kind
ORDER BY scope_forums.sort_order, kinds.kind_order
