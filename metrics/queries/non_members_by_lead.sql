-- 未加入の地方公共団体のうち、つながりのあるのはどこか
-- Governments that are no members at the year's end, those with a tie to a forum first.
-- A tie is of this year or an earlier one: a support; a matching with the government's need; an
-- event of the own block's forum whose name or venue names the government (a hint, no proof).
-- No row without a roster: who is not reported is not a non-member.
-- columns: code, prefecture, name, kind, block, block_name, block_order, support_count,
-- matching_count, event_count, event_name, last_year, left_on, lead_order
WITH roster_slot AS (
    SELECT 1 FROM slots_as_of($as_of)
    WHERE layout = 'members' AND fiscal_year = $fiscal_year
    LIMIT 1
),
roster AS (
    SELECT
        government,
        bool_or(left_on IS NULL OR left_on > make_date($fiscal_year + 1, 3, 31)) AS is_member,
        max(left_on) AS left_on
    FROM members_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY government
),
supported AS (
    SELECT government, count(*) AS support_count, max(fiscal_year) AS last_year
    FROM supports_as_of($as_of)
    WHERE fiscal_year <= $fiscal_year
    GROUP BY government
),
matched AS (
    SELECT
        part AS government,
        CAST(sum(record_count) AS BIGINT) AS matching_count,
        max(fiscal_year) AS last_year
    FROM record_sums_as_of($as_of)
    WHERE layout = 'matchings' AND topic = 'governments' AND fiscal_year <= $fiscal_year
    GROUP BY part
),
named AS (
    SELECT
        governments.code AS government,
        count(*) AS event_count,
        max(events.fiscal_year) AS last_year,
        arg_max(events.name, events.fiscal_year) AS event_name
    FROM events_as_of($as_of) AS events
    JOIN governments
        ON governments.block = events.slot_forum
        AND contains(concat_ws(' ', events.name, events.venue), governments.name)
    WHERE events.fiscal_year <= $fiscal_year AND coalesce(events.status, 'held') = 'held'
    GROUP BY governments.code
)
SELECT
    governments.code,
    governments.prefecture,
    governments.name,
    governments.kind,
    governments.block,
    blocks.name AS block_name,
    blocks.sort_order AS block_order,
    coalesce(supported.support_count, 0) AS support_count,
    coalesce(matched.matching_count, 0) AS matching_count,
    coalesce(named.event_count, 0) AS event_count,
    named.event_name,
    greatest(supported.last_year, matched.last_year, named.last_year) AS last_year,
    roster.left_on,
    CASE
        WHEN coalesce(supported.support_count, matched.matching_count) IS NOT NULL THEN 1
        WHEN named.event_count IS NOT NULL THEN 2
        ELSE 3
    END AS lead_order
FROM governments
CROSS JOIN roster_slot
JOIN blocks ON blocks.id = governments.block
LEFT JOIN roster ON roster.government = governments.code
LEFT JOIN supported ON supported.government = governments.code
LEFT JOIN matched ON matched.government = governments.code
LEFT JOIN named ON named.government = governments.code
WHERE NOT coalesce(roster.is_member, false)
ORDER BY lead_order, last_year DESC NULLS LAST, support_count + matching_count DESC, governments.code
