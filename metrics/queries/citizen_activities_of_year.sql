-- いつ、どこで、どんな市民参画活動があったか
-- The activities with citizens of a year, in order of their first day; undated ones last.
-- columns: record, kind, forum_name, name, held_text, held_from:day, place, participants:count,
-- partner, workbook, sheet, cell
SELECT
    'citizen_activities:' || activities.batch_id || ':' || activities.record_id AS record,
    activities.kind,
    forums.short_name AS forum_name,
    activities.name,
    activities.held_text,
    activities.held_periods[1]."start" AS held_from,
    activities.place,
    activities.participants,
    activities.partner,
    batches.file_name AS workbook,
    activities.sheet,
    activities.cell
FROM citizen_activities_as_of($as_of) AS activities
JOIN forums ON forums.id = activities.slot_forum
JOIN batches ON batches.batch_id = activities.batch_id
WHERE activities.fiscal_year = $fiscal_year
    AND ($scope = 'total' OR ($scope = 'regional') = (forums.kind = 'regional'))
    AND ($block = '' OR activities.slot_forum = $block)
ORDER BY held_from NULLS LAST, activities.batch_id, activities.record_id
LIMIT 300
