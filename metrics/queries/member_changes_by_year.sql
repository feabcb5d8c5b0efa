-- 会員は年度ごとにどれだけ加入し退会したか
-- From a year's roster: who joined and left in each fiscal year, and the members at its end.
-- A member without a day of joining counts from the first year on; a day after the roster's own
-- year counts in that year.
-- columns: changed_year, joined_count, left_count, member_count, undated_count
WITH roster AS (
    SELECT
        government,
        CASE
            WHEN min(joined_on) IS NOT NULL
                THEN least(year(min(joined_on) - INTERVAL 3 MONTH), $fiscal_year)
        END AS joined_year,
        max(year(left_on - INTERVAL 3 MONTH)) AS left_year
    FROM members_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
        AND government IS NOT NULL
        AND ($block = '' OR government IN (SELECT code FROM governments WHERE block = $block))
    GROUP BY government
),
years AS (
    SELECT unnest(range(
        (SELECT min(least(joined_year, coalesce(left_year, joined_year))) FROM roster),
        CAST($fiscal_year AS BIGINT) + 1
    )) AS changed_year
)
SELECT
    CAST(years.changed_year AS INTEGER) AS changed_year,
    count(*) FILTER (WHERE roster.joined_year = years.changed_year) AS joined_count,
    count(*) FILTER (WHERE roster.left_year = years.changed_year) AS left_count,
    count(*) FILTER (
        WHERE coalesce(roster.joined_year, 0) <= years.changed_year
            AND coalesce(roster.left_year, 9999) > years.changed_year
    ) AS member_count,
    count(*) FILTER (WHERE roster.joined_year IS NULL) AS undated_count
FROM years
CROSS JOIN roster
GROUP BY years.changed_year
ORDER BY years.changed_year
