-- What governments ask for: the need side of every matching of a year.
SELECT
    matchings.slot_forum AS forum,
    forums.name AS forum_name,
    governments.prefecture || CASE WHEN is_municipality THEN governments.name ELSE '' END
        AS government_name,
    matchings.theme,
    matchings.requirement,
    matchings.company,
    matchings.technology,
    matchings.stage
FROM matchings_as_of($as_of) AS matchings
JOIN forums ON forums.id = matchings.slot_forum
LEFT JOIN governments ON governments.code = matchings.government
WHERE matchings.fiscal_year = $fiscal_year AND matchings.requirement IS NOT NULL
ORDER BY forums.sort_order, matchings.batch_id, matchings.record_id
