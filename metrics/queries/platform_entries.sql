-- どの地域に、どんなニーズ、シーズ、事例があるか
-- The entries of the catalogue (of the layouts that say so), newest first.
-- word_1 to word_3: folded words that the entry's own must all hold ("" holds always). pairs: a
-- regular expression of which they hold any part, or "". looked: only the newest loads that hold
-- so many entries are looked through, and of each so many (0: all; platform_reach counts them). layout, batch, number: one entry by its place, or "".
-- cap: so many are found at most; found_count: how many were.
-- columns: record, kind, forum, forum_name, fiscal_year, title, body, government_name, field_names,
-- stage, company, technology, words, found_count, workbook, sheet, cell
WITH narrowed AS (
    SELECT * FROM catalogue_as_of($as_of)
    WHERE slot_forum IN (SELECT id FROM forums)
        AND ($kind = '' OR kind = $kind)
        AND ($block = '' OR slot_forum = $block)
        AND ($year = 0 OR fiscal_year = $year)
        AND ($field = '' OR list_contains(fields, $field))
        AND ($stage = '' OR stage = $stage)
        AND ($layout = '' OR (layout = $layout AND batch_id = $batch AND record_id = $number))
),
-- No more than the cap, so that a word which a million entries hold is not counted to the end.
found AS MATERIALIZED (
    SELECT * FROM narrowed
    WHERE ($word_1 = '' OR contains(search_words, $word_1))
        AND ($word_2 = '' OR contains(search_words, $word_2))
        AND ($word_3 = '' OR contains(search_words, $word_3))
        AND ($pairs = '' OR regexp_matches(search_words, $pairs))
        AND ($looked = 0 OR record_id <= $looked)
        AND ($looked = 0 OR batch_id IN (
            SELECT batch_id FROM catalogue_loads_as_of($as_of, $kind, $block, $year)
            WHERE newer_count < $looked
        ))
    LIMIT CAST($cap AS BIGINT)
)
SELECT
    concat_ws(':', found.layout, found.batch_id, found.record_id) AS record,
    found.kind,
    found.slot_forum AS forum,
    forums.short_name AS forum_name,
    found.fiscal_year,
    found.title,
    found.body,
    governments.prefecture
        || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
        AS government_name,
    array_to_string(found.fields, '・') AS field_names,
    found.stage,
    found.company,
    found.technology,
    found.search_words AS words,
    (SELECT count(*) FROM found) AS found_count,
    batches.file_name AS workbook,
    found.sheet,
    found.cell
FROM found
JOIN forums ON forums.id = found.slot_forum
JOIN batches ON batches.batch_id = found.batch_id
LEFT JOIN governments ON governments.code = found.government
ORDER BY found.fiscal_year DESC, found.batch_id, found.record_id
LIMIT CAST($most AS BIGINT)
