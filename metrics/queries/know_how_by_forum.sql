-- 各フォーラムは運営ノウハウを出したか
-- Each regional forum's know-how cases; a forum without one has one row with a null title.
-- is_reported: whether the forum handed in the sheet at all.
-- columns: forum, forum_name, forum_order, is_reported, type, title, description, lesson, workbook,
-- sheet, cell
WITH slots AS (
    SELECT forum FROM slots_as_of($as_of)
    WHERE fiscal_year = $fiscal_year AND layout = 'know_how'
),
cases AS (
    SELECT * FROM know_how_as_of($as_of) WHERE fiscal_year = $fiscal_year
)
SELECT
    forums.id AS forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    slots.forum IS NOT NULL AS is_reported,
    cases.type,
    cases.title,
    cases.description,
    cases.lesson,
    batches.file_name AS workbook,
    cases.sheet,
    cases.cell
FROM forums
LEFT JOIN slots ON slots.forum = forums.id
LEFT JOIN cases ON cases.slot_forum = forums.id
LEFT JOIN batches ON batches.batch_id = cases.batch_id
WHERE forums.kind = 'regional'
ORDER BY forums.sort_order, cases.record_id
