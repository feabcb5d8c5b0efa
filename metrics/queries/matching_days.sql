-- 案件は段階ごとに何日かかり、何日止まっているか
-- Days between stages: waiting = a case's last movement to the year's end, by its stage;
-- passed = from one stage to the next, by the stage left. Days out of order are left out.
-- columns: kind, stage, stage_order, case_count, dated_count, median_days, lower_days, upper_days,
-- longest_days
WITH cases AS MATERIALIZED (
    SELECT
        matchings.stage, considered_on, agreed_on, field_trial_on, implemented_on,
        CASE matchings.stage
            WHEN 'considered' THEN considered_on
            WHEN 'agreed' THEN coalesce(agreed_on, considered_on)
            WHEN 'field_trial' THEN coalesce(field_trial_on, agreed_on, considered_on)
        END AS moved_on
    FROM matchings_as_of($as_of) AS matchings
    JOIN forums ON forums.id = matchings.slot_forum
    WHERE matchings.fiscal_year = $fiscal_year
        AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
        AND ($block = '' OR matchings.slot_forum = $block)
),
spans AS (
    SELECT 'waiting' AS kind, stage, make_date($fiscal_year + 1, 3, 31) - moved_on AS days
    FROM cases
    WHERE stage <> 'implemented'
    UNION ALL
    SELECT 'passed', 'considered', agreed_on - considered_on FROM cases
    WHERE agreed_on IS NOT NULL
    UNION ALL
    SELECT 'passed', 'agreed', field_trial_on - agreed_on FROM cases
    WHERE field_trial_on IS NOT NULL
    UNION ALL
    SELECT 'passed', 'field_trial', implemented_on - field_trial_on FROM cases
    WHERE implemented_on IS NOT NULL
),
measured AS (
    SELECT
        kind,
        stage,
        count(*) AS case_count,
        count(*) FILTER (WHERE days >= 0) AS dated_count,
        quantile_cont(days, [0.25, 0.5, 0.75]) FILTER (WHERE days >= 0) AS quarters,
        max(days) FILTER (WHERE days >= 0) AS longest_days
    FROM spans
    GROUP BY kind, stage
)
SELECT
    kind,
    stage,
    CASE stage WHEN 'considered' THEN 1 WHEN 'agreed' THEN 2 ELSE 3 END AS stage_order,
    case_count,
    dated_count,
    quarters[2] AS median_days,
    quarters[1] AS lower_days,
    quarters[3] AS upper_days,
    longest_days
FROM measured
ORDER BY kind DESC, stage_order
