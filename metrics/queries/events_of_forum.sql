-- このフォーラムは何を開催したか
-- One forum's events: held, cancelled or postponed, in the order of their days.
-- columns: record, kind, name, held_text, held_from:day, status, venue, participants:count,
-- workbook, sheet, cell
SELECT
    'events:' || events.batch_id || ':' || events.record_id AS record,
    events.kind,
    events.name,
    events.held_text,
    events.held_periods[1]."start" AS held_from,
    coalesce(events.status, 'held') AS status,
    events.venue,
    events.participants,
    batches.file_name AS workbook,
    events.sheet,
    events.cell
FROM events_as_of($as_of) AS events
JOIN batches ON batches.batch_id = events.batch_id
WHERE events.fiscal_year = $fiscal_year AND events.slot_forum = $forum
ORDER BY held_from NULLS LAST, events.record_id
