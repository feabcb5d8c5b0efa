-- 情報提供プラットフォームに何件あるか
-- How many entries of each kind the catalogue holds, from how many forums and which years.
-- columns: kind, entry_count, forum_count, first_year, last_year
WITH entries AS (
    SELECT 'need_seed' AS kind, slot_forum, fiscal_year FROM matchings_as_of($as_of)
    UNION ALL
    SELECT 'citizen', slot_forum, fiscal_year FROM citizen_activities_as_of($as_of)
    UNION ALL
    SELECT type, slot_forum, fiscal_year FROM know_how_as_of($as_of)
    WHERE type IS NOT NULL
)
SELECT
    kind,
    count(*) AS entry_count,
    count(DISTINCT slot_forum) AS forum_count,
    min(fiscal_year) AS first_year,
    max(fiscal_year) AS last_year
FROM entries
GROUP BY kind
ORDER BY kind
