-- The catalogue: needs with seeds, activities with citizens, cases of know-how; newest first.
-- word_1 to word_3: regular expressions that the entry's own words must all hold ("" holds
-- always). record: one entry by its reference, or "". found_count: how many there are in all.
WITH entries AS (
    SELECT
        'matchings' AS layout, 'need_seed' AS kind,
        batch_id, record_id, slot_forum, fiscal_year, sheet, cell,
        theme AS title, requirement AS body, government, fields, stage,
        company, technology, outline, obstacle,
        NULL AS held_text, NULL AS place, NULL AS partner,
        CAST(NULL AS BIGINT) AS participants, NULL AS lesson
    FROM matchings_as_of($as_of)
    UNION ALL
    SELECT
        'citizen_activities', 'citizen',
        batch_id, record_id, slot_forum, fiscal_year, sheet, cell,
        name, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL,
        held_text, place, partner, participants, NULL
    FROM citizen_activities_as_of($as_of)
    UNION ALL
    SELECT
        'know_how', type,
        batch_id, record_id, slot_forum, fiscal_year, sheet, cell,
        title, description, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, lesson
    FROM know_how_as_of($as_of)
    WHERE type IS NOT NULL
),
narrowed AS (
    SELECT
        entries.*,
        forums.short_name AS forum_name,
        governments.prefecture
            || CASE WHEN governments.is_municipality THEN governments.name ELSE '' END
            AS government_name
    FROM entries
    JOIN forums ON forums.id = entries.slot_forum
    LEFT JOIN governments ON governments.code = entries.government
    WHERE ($kind = '' OR entries.kind = $kind)
        AND ($block = '' OR entries.slot_forum = $block)
        AND ($field = '' OR list_contains(entries.fields, $field))
        AND ($stage = '' OR entries.stage = $stage)
        AND ($year = 0 OR entries.fiscal_year = $year)
        AND (
            $record = ''
            OR concat_ws(':', entries.layout, entries.batch_id, entries.record_id) = $record
        )
),
worded AS (
    SELECT
        *,
        concat_ws(
            ' ', title, body, technology, company, outline, obstacle, lesson, place, partner,
            government_name, array_to_string(fields, ' ')
        ) AS words
    FROM narrowed
)
SELECT
    concat_ws(':', worded.layout, worded.batch_id, worded.record_id) AS record,
    worded.kind,
    worded.slot_forum AS forum,
    worded.forum_name,
    worded.fiscal_year,
    worded.title,
    worded.body,
    worded.government_name,
    array_to_string(worded.fields, '・') AS field_names,
    worded.stage,
    worded.company,
    worded.technology,
    worded.outline,
    worded.obstacle,
    worded.held_text,
    worded.place,
    worded.partner,
    worded.participants,
    worded.lesson,
    worded.words,
    count(*) OVER () AS found_count,
    batches.file_name AS workbook,
    worded.sheet,
    worded.cell
FROM worded
JOIN batches ON batches.batch_id = worded.batch_id
WHERE regexp_matches(worded.words, $word_1)
    AND regexp_matches(worded.words, $word_2)
    AND regexp_matches(worded.words, $word_3)
ORDER BY worded.fiscal_year DESC, worded.batch_id, worded.record_id
LIMIT CAST($most AS BIGINT)
