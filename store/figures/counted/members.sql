-- The member governments at the fiscal year's end.
SELECT slot_forum, fiscal_year, batch_id, record_id, government AS counted
FROM members
WHERE left_on IS NULL OR left_on > make_date(fiscal_year + 1, 3, 31)
