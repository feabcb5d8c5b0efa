-- 案件は段階ごとに何日かかり、何日止まっているか
-- Days between stages: waiting = a case's last movement to the year's end, by its stage;
-- passed = from one stage to the next, by the stage left. Days out of order are left out.
-- columns: kind, stage, stage_order, case_count, dated_count, median_days, lower_days, upper_days,
-- longest_days
WITH spans AS (
    SELECT sums.part AS kind, sums.stage, sums.days, sum(sums.record_count) AS case_count
    FROM record_sums_as_of($as_of) AS sums
    JOIN forums ON forums.id = sums.slot_forum
    WHERE sums.layout = 'matchings' AND sums.topic = 'spans' AND sums.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR sums.slot_forum = $block)
    GROUP BY sums.part, sums.stage, sums.days
),
counted AS (
    SELECT
        kind,
        stage,
        CAST(sum(case_count) AS BIGINT) AS case_count,
        CAST(coalesce(sum(case_count) FILTER (WHERE days >= 0), 0) AS BIGINT) AS dated_count,
        max(days) FILTER (WHERE days >= 0) AS longest_days
    FROM spans
    GROUP BY kind, stage
),
-- Cases in the order of their days: those of so many days stand up to place `until`.
placed AS (
    SELECT
        kind, stage, days,
        sum(case_count) OVER (PARTITION BY kind, stage ORDER BY days) AS until
    FROM spans
    WHERE days >= 0
),
places AS (
    SELECT
        counted.kind,
        counted.stage,
        shares.share,
        shares.share * (counted.dated_count - 1) AS place
    FROM counted
    CROSS JOIN (VALUES (0.25), (0.5), (0.75)) AS shares (share)
),
-- A quarter's place lies between two cases: the days of the one below, and of the one above.
between_cases AS (
    SELECT
        places.*,
        min(placed.days) FILTER (WHERE placed.until > floor(places.place)) AS days_below,
        min(placed.days) FILTER (WHERE placed.until > ceil(places.place)) AS days_above
    FROM places
    JOIN placed ON placed.kind = places.kind AND placed.stage = places.stage
    GROUP BY ALL
),
quarters AS (
    SELECT
        kind,
        stage,
        list(
            CAST(days_below + (days_above - days_below) * (place - floor(place)) AS DOUBLE)
            ORDER BY share
        ) AS days
    FROM between_cases
    GROUP BY kind, stage
)
SELECT
    counted.kind,
    counted.stage,
    CASE counted.stage WHEN 'considered' THEN 1 WHEN 'agreed' THEN 2 ELSE 3 END AS stage_order,
    counted.case_count,
    counted.dated_count,
    quarters.days[2] AS median_days,
    quarters.days[1] AS lower_days,
    quarters.days[3] AS upper_days,
    counted.longest_days
FROM counted
LEFT JOIN quarters ON quarters.kind = counted.kind AND quarters.stage = counted.stage
ORDER BY counted.kind DESC, stage_order
