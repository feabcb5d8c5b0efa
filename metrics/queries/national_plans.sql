-- 全国フォーラム・部会は何を計画しているか
-- The seven national bodies and what each plans; texts are null where nothing is reported.
-- columns: forum, forum_name, forum_short_name, forum_order, is_reported, goal, activities,
-- schedule, organisation, events, other, workbook, sheet, cell
SELECT
    forums.id AS forum,
    forums.name AS forum_name,
    forums.short_name AS forum_short_name,
    forums.sort_order AS forum_order,
    plans.forum IS NOT NULL AS is_reported,
    plans.goal,
    plans.activities,
    plans.schedule,
    plans.organisation,
    plans.events,
    plans.other,
    batches.file_name AS workbook,
    plans.sheet,
    plans.cell
FROM forums
LEFT JOIN national_plans_as_of($as_of) AS plans
    ON plans.forum = forums.id AND plans.fiscal_year = $fiscal_year
LEFT JOIN batches ON batches.batch_id = plans.batch_id
WHERE forums.kind <> 'regional'
ORDER BY forums.sort_order
