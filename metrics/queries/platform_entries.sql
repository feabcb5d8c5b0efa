-- The catalogue: needs with seeds, activities with citizens, cases of know-how; newest first.
-- word_1 to word_3: folded words that the entry's own must all hold ("" holds always). pairs: a
-- regular expression of which they hold any part, or "". layout, batch, number: one entry by
-- its place, or "". found_count: how many there are in all.
WITH found AS MATERIALIZED (
    SELECT 'matchings' AS layout, batch_id, record_id, fiscal_year
    FROM matchings_as_of($as_of)
    WHERE $kind IN ('', 'need_seed')
        AND slot_forum IN (SELECT id FROM forums)
        AND ($block = '' OR slot_forum = $block)
        AND ($year = 0 OR fiscal_year = $year)
        AND ($field = '' OR list_contains(fields, $field))
        AND ($stage = '' OR stage = $stage)
        AND ($word_1 = '' OR contains(search_words, $word_1))
        AND ($word_2 = '' OR contains(search_words, $word_2))
        AND ($word_3 = '' OR contains(search_words, $word_3))
        AND ($pairs = '' OR regexp_matches(search_words, $pairs))
        AND ($layout = '' OR ($layout = 'matchings' AND batch_id = $batch AND record_id = $number))
    UNION ALL
    SELECT 'citizen_activities' AS layout, batch_id, record_id, fiscal_year
    FROM citizen_activities_as_of($as_of)
    WHERE $kind IN ('', 'citizen')
        AND slot_forum IN (SELECT id FROM forums)
        AND ($block = '' OR slot_forum = $block)
        AND ($year = 0 OR fiscal_year = $year)
        AND $field = '' AND $stage = ''
        AND ($word_1 = '' OR contains(search_words, $word_1))
        AND ($word_2 = '' OR contains(search_words, $word_2))
        AND ($word_3 = '' OR contains(search_words, $word_3))
        AND ($pairs = '' OR regexp_matches(search_words, $pairs))
        AND ($layout = '' OR ($layout = 'citizen_activities' AND batch_id = $batch AND record_id = $number))
    UNION ALL
    SELECT 'know_how' AS layout, batch_id, record_id, fiscal_year
    FROM know_how_as_of($as_of)
    WHERE type IS NOT NULL AND ($kind = '' OR type = $kind)
        AND slot_forum IN (SELECT id FROM forums)
        AND ($block = '' OR slot_forum = $block)
        AND ($year = 0 OR fiscal_year = $year)
        AND $field = '' AND $stage = ''
        AND ($word_1 = '' OR contains(search_words, $word_1))
        AND ($word_2 = '' OR contains(search_words, $word_2))
        AND ($word_3 = '' OR contains(search_words, $word_3))
        AND ($pairs = '' OR regexp_matches(search_words, $pairs))
        AND ($layout = '' OR ($layout = 'know_how' AND batch_id = $batch AND record_id = $number))
),
-- Only those shown are read whole.
shown AS MATERIALIZED (
    SELECT * FROM found
    ORDER BY fiscal_year DESC, batch_id, record_id
    LIMIT CAST($most AS BIGINT)
),
entries AS (
    SELECT
        layout, 'need_seed' AS kind, batch_id, record_id, slot_forum, matchings.fiscal_year,
        sheet, cell, theme AS title, requirement AS body, government, fields, stage,
        company, technology, outline, obstacle,
        NULL AS held_text, NULL AS place, NULL AS partner,
        CAST(NULL AS BIGINT) AS participants, NULL AS lesson, search_words
    FROM matchings
    JOIN shown USING (batch_id, record_id)
    WHERE layout = 'matchings'
    UNION ALL
    SELECT
        layout, 'citizen', batch_id, record_id, slot_forum, activities.fiscal_year,
        sheet, cell, name, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL,
        held_text, place, partner, participants, NULL, search_words
    FROM citizen_activities AS activities
    JOIN shown USING (batch_id, record_id)
    WHERE layout = 'citizen_activities'
    UNION ALL
    SELECT
        layout, type, batch_id, record_id, slot_forum, know_how.fiscal_year,
        sheet, cell, title, description, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, lesson, search_words
    FROM know_how
    JOIN shown USING (batch_id, record_id)
    WHERE layout = 'know_how'
)
SELECT
    concat_ws(':', entries.layout, entries.batch_id, entries.record_id) AS record,
    entries.kind,
    entries.slot_forum AS forum,
    forums.short_name AS forum_name,
    entries.fiscal_year,
    entries.title,
    entries.body,
    governments.prefecture
        || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
        AS government_name,
    array_to_string(entries.fields, '・') AS field_names,
    entries.stage,
    entries.company,
    entries.technology,
    entries.outline,
    entries.obstacle,
    entries.held_text,
    entries.place,
    entries.partner,
    entries.participants,
    entries.lesson,
    entries.search_words AS words,
    (SELECT count(*) FROM found) AS found_count,
    batches.file_name AS workbook,
    entries.sheet,
    entries.cell
FROM entries
JOIN forums ON forums.id = entries.slot_forum
JOIN batches ON batches.batch_id = entries.batch_id
LEFT JOIN governments ON governments.code = entries.government
ORDER BY entries.fiscal_year DESC, entries.batch_id, entries.record_id
