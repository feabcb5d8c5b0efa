-- Events that a hundred people or more came to.
SELECT slot_forum, fiscal_year, batch_id, record_id, concat_ws(':', batch_id, record_id) AS counted
FROM events
WHERE participants >= 100
