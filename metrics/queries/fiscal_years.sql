-- どの年度に何があるか
-- Which years hold what, so that a page can open on the latest year that has something to say.
-- columns: fiscal_year, has_results, has_targets, has_event_plans, has_national_plans
WITH held AS (
    SELECT
        fiscal_year,
        value IS NOT NULL AS result,
        target IS NOT NULL AS target,
        false AS plan,
        false AS national_plan
    FROM kpi_results_as_of($as_of)
    UNION ALL
    SELECT fiscal_year, false, false, true, false FROM event_plans_as_of($as_of)
    UNION ALL
    SELECT fiscal_year, false, false, false, true FROM national_plans_as_of($as_of)
)
SELECT
    fiscal_year,
    bool_or(result) AS has_results,
    bool_or(target) AS has_targets,
    bool_or(plan) AS has_event_plans,
    bool_or(national_plan) AS has_national_plans
FROM held
GROUP BY fiscal_year
ORDER BY fiscal_year
