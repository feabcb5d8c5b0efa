-- 情報提供プラットフォームに何件あるか
-- How many entries of each kind the catalogue holds, from how many forums and which years.
-- columns: kind, entry_count, forum_count, first_year, last_year
SELECT
    part AS kind,
    CAST(sum(record_count) AS BIGINT) AS entry_count,
    count(DISTINCT slot_forum) AS forum_count,
    min(fiscal_year) AS first_year,
    max(fiscal_year) AS last_year
FROM record_sums_as_of($as_of)
WHERE topic = 'kinds'
GROUP BY part
ORDER BY part
