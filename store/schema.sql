-- What the store keeps. Written in the subset that DuckDB 1.5.5 and 2.0 both accept; no extensions.
--
-- Every load is a batch of appended rows; nothing is ever updated or deleted. A batch speaks for
-- slots (forum, fiscal year, layout); the newest batch of a slot that is not undone is current.
-- Undo and redo are batches too, so every moment of the past can be asked for:
--     SELECT * FROM matchings_as_of($as_of)      the rows that counted at a moment
--     SELECT * FROM current_matchings            the rows that count now
--
-- $as_of is a datetime without time zone, in UTC; one with a zone or a string is refused.
--
-- A view's column comments repeat its table's; a test holds the two against each other.

-- ---------------------------------------------------------------- the store itself

CREATE TABLE store_version (
    version INTEGER NOT NULL,
    reference_digest VARCHAR NOT NULL
);
COMMENT ON TABLE store_version IS 'The schema this database was made with: one row.';
COMMENT ON COLUMN store_version.version IS 'Number of the schema; another number means: rebuild from the archive.';
COMMENT ON COLUMN store_version.reference_digest IS 'SHA-256 over the reference files loaded; another digest means: load them again.';

-- ---------------------------------------------------------------- reference

CREATE TABLE blocks (
    id VARCHAR PRIMARY KEY,
    name VARCHAR,
    forum_name VARCHAR,
    sort_order INTEGER
);
COMMENT ON TABLE blocks IS 'The ten blocks of the country.';
COMMENT ON COLUMN blocks.id IS 'Block id, such as hokkaido.';
COMMENT ON COLUMN blocks.name IS 'Name in Japanese.';
COMMENT ON COLUMN blocks.forum_name IS 'Name of its regional forum in Japanese.';
COMMENT ON COLUMN blocks.sort_order IS 'Order from north to south, from 1.';

CREATE TABLE forums (
    id VARCHAR PRIMARY KEY,
    name VARCHAR,
    short_name VARCHAR,
    kind VARCHAR,
    block VARCHAR,
    sort_order INTEGER
);
COMMENT ON TABLE forums IS 'Regional forums, national forums and subcommittees.';
COMMENT ON COLUMN forums.id IS 'Forum id; a regional forum has its block''s.';
COMMENT ON COLUMN forums.name IS 'Name in Japanese.';
COMMENT ON COLUMN forums.short_name IS 'Name in Japanese without what all of its kind share.';
COMMENT ON COLUMN forums.kind IS 'regional, national or subcommittee.';
COMMENT ON COLUMN forums.block IS 'Block of a regional forum (blocks.id); null for the others.';
COMMENT ON COLUMN forums.sort_order IS 'Order in lists, from 1.';

CREATE TABLE governments (
    code VARCHAR PRIMARY KEY,
    prefecture VARCHAR,
    name VARCHAR,
    kana VARCHAR,
    kind VARCHAR,
    is_municipality BOOLEAN,
    block VARCHAR
);
COMMENT ON TABLE governments IS 'The 1,788 local governments: 47 prefectures and 1,741 municipalities.';
COMMENT ON COLUMN governments.code IS 'Six-digit code with its check digit, kept as text.';
COMMENT ON COLUMN governments.prefecture IS 'Name of its prefecture.';
COMMENT ON COLUMN governments.name IS 'Name in Japanese.';
COMMENT ON COLUMN governments.kana IS 'Name in kana.';
COMMENT ON COLUMN governments.kind IS 'Kind, as the source names it in Japanese.';
COMMENT ON COLUMN governments.is_municipality IS 'False for the 47 prefectures, true for the 1,741 others.';
COMMENT ON COLUMN governments.block IS 'Its block (blocks.id).';

-- ---------------------------------------------------------------- batches

CREATE TABLE batches (
    batch_id INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL,
    target_batch_id INTEGER,
    file_name VARCHAR,
    sha256 VARCHAR,
    fiscal_year INTEGER,
    forum VARCHAR,
    options VARCHAR NOT NULL,
    accepted_at TIMESTAMP NOT NULL,
    accepted_by VARCHAR NOT NULL,
    reason VARCHAR,
    owner VARCHAR,
    due_on DATE
);
COMMENT ON TABLE batches IS 'Everything that was ever accepted, in order: loads, undos, redos. Each is an entry of the log, too.';
COMMENT ON COLUMN batches.batch_id IS 'Number of the batch, from 1 without gaps.';
COMMENT ON COLUMN batches.kind IS 'load, undo or redo.';
COMMENT ON COLUMN batches.target_batch_id IS 'The load that an undo or redo is about; null for a load.';
COMMENT ON COLUMN batches.file_name IS 'The uploaded file''s own name; null for undo and redo.';
COMMENT ON COLUMN batches.sha256 IS 'SHA-256 of the uploaded bytes, their name in the archive; null for undo and redo.';
COMMENT ON COLUMN batches.fiscal_year IS 'Fiscal year given for the file beside its content; null where none was.';
COMMENT ON COLUMN batches.forum IS 'Forum given for the file beside its content; null where none was.';
COMMENT ON COLUMN batches.options IS 'Anything else its reading depends on, as a JSON object: corrections, mapped titles.';
COMMENT ON COLUMN batches.accepted_at IS 'When it was accepted, UTC; never earlier than the batch before.';
COMMENT ON COLUMN batches.accepted_by IS 'Who accepted it.';
COMMENT ON COLUMN batches.reason IS 'Why, where a reason was asked for.';
COMMENT ON COLUMN batches.owner IS 'Who sees to its rows that wait, unless something else was decided about one; null where nobody was named.';
COMMENT ON COLUMN batches.due_on IS 'Until when; null where no day was named.';

CREATE TABLE batch_slots (
    batch_id INTEGER NOT NULL,
    forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    layout VARCHAR NOT NULL,
    record_count INTEGER NOT NULL
);
COMMENT ON TABLE batch_slots IS 'Which slots a load speaks for. A newer load of the same slot supersedes the older one whole.';
COMMENT ON COLUMN batch_slots.batch_id IS 'The load (batches.batch_id).';
COMMENT ON COLUMN batch_slots.forum IS 'A forum id, a KPI scope (total, national, regional), or congress where a layout has neither.';
COMMENT ON COLUMN batch_slots.fiscal_year IS 'Fiscal year by its first calendar year.';
COMMENT ON COLUMN batch_slots.layout IS 'Layout id; also the name of the table with its records.';
COMMENT ON COLUMN batch_slots.record_count IS 'How many records the load brought for the slot; may be 0.';

CREATE TABLE cells (
    batch_id INTEGER NOT NULL,
    layout VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    written VARCHAR,
    state VARCHAR NOT NULL,
    rule VARCHAR
);
COMMENT ON TABLE cells IS 'Where every interpreted value came from: its cell and the text as written.';
COMMENT ON COLUMN cells.batch_id IS 'The load (batches.batch_id).';
COMMENT ON COLUMN cells.layout IS 'Layout id; also the name of the table with the record.';
COMMENT ON COLUMN cells.record_id IS 'The record within the load.';
COMMENT ON COLUMN cells.field IS 'The record''s field that was read from the cell.';
COMMENT ON COLUMN cells.sheet IS 'Name of the sheet.';
COMMENT ON COLUMN cells.cell IS 'A1 address of the cell.';
COMMENT ON COLUMN cells.written IS 'Text as written; null for an empty cell.';
COMMENT ON COLUMN cells.state IS 'reported, blank, undecided or not_applicable. A zero is reported.';
COMMENT ON COLUMN cells.rule IS 'Name of the rule that understood it; fix where a person mended the cell in place (batches.options has the new text and who).';

CREATE TABLE problems (
    batch_id INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    found VARCHAR NOT NULL,
    expected VARCHAR NOT NULL
);
COMMENT ON TABLE problems IS 'The warnings that were accepted with a load.';
COMMENT ON COLUMN problems.batch_id IS 'The load (batches.batch_id).';
COMMENT ON COLUMN problems.level IS 'warning or error.';
COMMENT ON COLUMN problems.code IS 'Problem code.';
COMMENT ON COLUMN problems.sheet IS 'Name of the sheet; empty for the whole file.';
COMMENT ON COLUMN problems.cell IS 'A1 address; empty for the whole sheet.';
COMMENT ON COLUMN problems.title IS 'Column title as the sender wrote it.';
COMMENT ON COLUMN problems.found IS 'Text as written.';
COMMENT ON COLUMN problems.expected IS 'What would have been understood.';

-- ---------------------------------------------------------------- what counts when

-- The loads that an undo has taken out at a moment: the latest undo or redo decides.
CREATE MACRO undone_batches_as_of(moment TIMESTAMP) AS TABLE (
    SELECT target_batch_id AS batch_id
    FROM batches
    WHERE target_batch_id IS NOT NULL AND accepted_at <= moment
    GROUP BY target_batch_id
    HAVING arg_max(kind, batch_id) = 'undo'
);

-- The load that speaks for each slot at a moment. A slot whose every load is undone has no row.
CREATE MACRO slots_as_of(moment TIMESTAMP) AS TABLE (
    SELECT s.forum, s.fiscal_year, s.layout, max(s.batch_id) AS batch_id
    FROM batch_slots AS s
    JOIN batches AS b ON b.batch_id = s.batch_id
    WHERE b.accepted_at <= moment
        AND s.batch_id NOT IN (SELECT u.batch_id FROM undone_batches_as_of(moment) AS u)
    GROUP BY s.forum, s.fiscal_year, s.layout
);

CREATE VIEW current_slots AS SELECT * FROM slots_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_slots IS 'The load that speaks for each slot now.';
COMMENT ON COLUMN current_slots.forum IS 'A forum id, a KPI scope (total, national, regional), or congress where a layout has neither.';
COMMENT ON COLUMN current_slots.fiscal_year IS 'Fiscal year by its first calendar year.';
COMMENT ON COLUMN current_slots.layout IS 'Layout id; also the name of the table with its records.';
COMMENT ON COLUMN current_slots.batch_id IS 'The load that speaks for the slot now (batches.batch_id).';

-- ---------------------------------------------------------------- what waits, and who did what

CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    done_at TIMESTAMP NOT NULL,
    done_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    details VARCHAR NOT NULL,
    previous_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);
COMMENT ON TABLE log IS 'Who did what, in order; only ever appended to, each entry sealed with the one before. The file log.jsonl repeats it line by line.';
COMMENT ON COLUMN log.number IS 'Number of the entry, from 1 without gaps.';
COMMENT ON COLUMN log.done_at IS 'When it was done, UTC; never earlier than the entry before.';
COMMENT ON COLUMN log.done_by IS 'Who did it.';
COMMENT ON COLUMN log.action IS 'What was done: accept, undo, redo, assign_parked, close_parked, reopen_parked, learn_title, revoke_title, refuse_inbox, freeze_meeting, remark_on_figure or withdraw_remark.';
COMMENT ON COLUMN log.subject IS 'What it was done to: batch:3, parked:3:layout:sheet:cell, title:2, inbox:id, meeting:name, figure:code, remark:7.';
COMMENT ON COLUMN log.details IS 'Everything else about it, as a JSON object.';
COMMENT ON COLUMN log.previous_hash IS 'The hash of the entry before; empty for the first.';
COMMENT ON COLUMN log.hash IS 'SHA-256 over the entry and previous_hash.';

CREATE TABLE parked_records (
    batch_id INTEGER NOT NULL,
    parked_id INTEGER NOT NULL,
    layout VARCHAR NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    fields VARCHAR NOT NULL,
    problems VARCHAR NOT NULL
);
COMMENT ON TABLE parked_records IS 'Rows of a load that wait because something about them is wrong. They are in no layout''s table and in no figure.';
COMMENT ON COLUMN parked_records.batch_id IS 'The load that brought them (batches.batch_id).';
COMMENT ON COLUMN parked_records.parked_id IS 'Number of the row within the load, from 1.';
COMMENT ON COLUMN parked_records.layout IS 'Layout id.';
COMMENT ON COLUMN parked_records.slot_forum IS 'The slot it would belong to (batch_slots.forum); unassigned where the forum is what is wrong.';
COMMENT ON COLUMN parked_records.fiscal_year IS 'Fiscal year by its first calendar year.';
COMMENT ON COLUMN parked_records.sheet IS 'Name of the sheet the row stands on.';
COMMENT ON COLUMN parked_records.cell IS 'A1 address of the row''s first cell.';
COMMENT ON COLUMN parked_records.fields IS 'What was understood of it, as a JSON object.';
COMMENT ON COLUMN parked_records.problems IS 'Why it waits: a JSON list of problems as in table problems.';

-- The rows that wait at a moment, as long as their load speaks for their slot: a newer load
-- supersedes them with the rest. Only those with is_open wait; the others were dealt with.
CREATE MACRO parked_as_of(moment TIMESTAMP) AS TABLE (
    SELECT p.*, coalesce(d.last_action, '') <> 'close_parked' AS is_open
    FROM parked_records AS p
    LEFT JOIN (
        SELECT l.subject, arg_max(l.action, l.number) AS last_action
        FROM log AS l
        WHERE l.action IN ('close_parked', 'reopen_parked') AND l.done_at <= moment
        GROUP BY l.subject
    ) AS d
        ON d.subject = concat_ws(':', 'parked', p.batch_id, p.layout, p.sheet, p.cell)
    WHERE EXISTS (
        SELECT 1
        FROM slots_as_of(moment) AS s
        WHERE s.batch_id = p.batch_id AND s.layout = p.layout
            AND s.fiscal_year = p.fiscal_year
            AND (s.forum = p.slot_forum OR p.slot_forum = 'unassigned')
    )
);

-- ---------------------------------------------------------------- one table a layout

CREATE TABLE kpi_results (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    scope VARCHAR,
    indicator VARCHAR,
    target DOUBLE,
    value DOUBLE,
    note VARCHAR
);
COMMENT ON TABLE kpi_results IS 'One indicator in one scope of one fiscal year, as published.';
COMMENT ON COLUMN kpi_results.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN kpi_results.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN kpi_results.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN kpi_results.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN kpi_results.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN kpi_results.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN kpi_results.scope IS 'total, national, regional or a forum id.';
COMMENT ON COLUMN kpi_results.indicator IS 'Indicator id, such as matchings or member_government_ratio.';
COMMENT ON COLUMN kpi_results.target IS 'Target; ratios are 0 to 1. Null: none published.';
COMMENT ON COLUMN kpi_results.value IS 'Result; ratios are 0 to 1. Null: not reported, which is not zero.';
COMMENT ON COLUMN kpi_results.note IS 'The sender''s note.';

CREATE MACRO kpi_results_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM kpi_results AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'kpi_results'
);

CREATE VIEW current_kpi_results AS SELECT * FROM kpi_results_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_kpi_results IS 'One indicator in one scope of one fiscal year, as published: the records that count now.';
COMMENT ON COLUMN current_kpi_results.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_kpi_results.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_kpi_results.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_kpi_results.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_kpi_results.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_kpi_results.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_kpi_results.scope IS 'total, national, regional or a forum id.';
COMMENT ON COLUMN current_kpi_results.indicator IS 'Indicator id, such as matchings or member_government_ratio.';
COMMENT ON COLUMN current_kpi_results.target IS 'Target; ratios are 0 to 1. Null: none published.';
COMMENT ON COLUMN current_kpi_results.value IS 'Result; ratios are 0 to 1. Null: not reported, which is not zero.';
COMMENT ON COLUMN current_kpi_results.note IS 'The sender''s note.';

CREATE TABLE event_plans (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    name VARCHAR,
    scheduled_text VARCHAR,
    scheduled_periods STRUCT("start" DATE, "end" DATE)[],
    scheduled_precision VARCHAR,
    scheduled_tentative BOOLEAN,
    content VARCHAR,
    purpose VARCHAR
);
COMMENT ON TABLE event_plans IS 'One planned event of a forum.';
COMMENT ON COLUMN event_plans.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN event_plans.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN event_plans.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN event_plans.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN event_plans.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN event_plans.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN event_plans.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN event_plans.name IS 'Name of the event.';
COMMENT ON COLUMN event_plans.scheduled_text IS 'When it is planned: text as written.';
COMMENT ON COLUMN event_plans.scheduled_periods IS 'When it is planned: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN event_plans.scheduled_precision IS 'When it is planned: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN event_plans.scheduled_tentative IS 'When it is planned: true where the sender marked it as not settled.';
COMMENT ON COLUMN event_plans.content IS 'What is planned.';
COMMENT ON COLUMN event_plans.purpose IS 'The forum''s purpose and outline, as repeated on its plan.';

CREATE MACRO event_plans_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM event_plans AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'event_plans'
);

CREATE VIEW current_event_plans AS SELECT * FROM event_plans_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_event_plans IS 'One planned event of a forum: the records that count now.';
COMMENT ON COLUMN current_event_plans.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_event_plans.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_event_plans.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_event_plans.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_event_plans.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_event_plans.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_event_plans.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_event_plans.name IS 'Name of the event.';
COMMENT ON COLUMN current_event_plans.scheduled_text IS 'When it is planned: text as written.';
COMMENT ON COLUMN current_event_plans.scheduled_periods IS 'When it is planned: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN current_event_plans.scheduled_precision IS 'When it is planned: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN current_event_plans.scheduled_tentative IS 'When it is planned: true where the sender marked it as not settled.';
COMMENT ON COLUMN current_event_plans.content IS 'What is planned.';
COMMENT ON COLUMN current_event_plans.purpose IS 'The forum''s purpose and outline, as repeated on its plan.';

CREATE TABLE events (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    kind VARCHAR,
    name VARCHAR,
    held_text VARCHAR,
    held_periods STRUCT("start" DATE, "end" DATE)[],
    held_precision VARCHAR,
    held_tentative BOOLEAN,
    status VARCHAR,
    venue VARCHAR,
    participants BIGINT
);
COMMENT ON TABLE events IS 'One event held, cancelled or postponed.';
COMMENT ON COLUMN events.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN events.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN events.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN events.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN events.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN events.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN events.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN events.kind IS 'Kind of event, as an identifier.';
COMMENT ON COLUMN events.name IS 'Name of the event.';
COMMENT ON COLUMN events.held_text IS 'When it was held: text as written.';
COMMENT ON COLUMN events.held_periods IS 'When it was held: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN events.held_precision IS 'When it was held: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN events.held_tentative IS 'When it was held: true where the sender marked it as not settled.';
COMMENT ON COLUMN events.status IS 'held, cancelled or postponed.';
COMMENT ON COLUMN events.venue IS 'Where it was held.';
COMMENT ON COLUMN events.participants IS 'Number of participants. Null: not reported.';

CREATE MACRO events_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM events AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'events'
);

CREATE VIEW current_events AS SELECT * FROM events_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_events IS 'One event held, cancelled or postponed: the records that count now.';
COMMENT ON COLUMN current_events.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_events.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_events.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_events.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_events.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_events.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_events.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_events.kind IS 'Kind of event, as an identifier.';
COMMENT ON COLUMN current_events.name IS 'Name of the event.';
COMMENT ON COLUMN current_events.held_text IS 'When it was held: text as written.';
COMMENT ON COLUMN current_events.held_periods IS 'When it was held: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN current_events.held_precision IS 'When it was held: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN current_events.held_tentative IS 'When it was held: true where the sender marked it as not settled.';
COMMENT ON COLUMN current_events.status IS 'held, cancelled or postponed.';
COMMENT ON COLUMN current_events.venue IS 'Where it was held.';
COMMENT ON COLUMN current_events.participants IS 'Number of participants. Null: not reported.';

CREATE TABLE matchings (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    theme VARCHAR,
    fields VARCHAR[],
    government VARCHAR,
    requirement VARCHAR,
    company VARCHAR,
    technology VARCHAR,
    outline VARCHAR,
    stage VARCHAR,
    considered_on DATE,
    considered_on_text VARCHAR,
    agreed_on DATE,
    agreed_on_text VARCHAR,
    field_trial_on DATE,
    field_trial_on_text VARCHAR,
    implemented_on DATE,
    implemented_on_text VARCHAR,
    obstacle VARCHAR,
    search_words VARCHAR USING COMPRESSION uncompressed
);
COMMENT ON TABLE matchings IS 'One pair of a government''s need and a company''s seed.';
COMMENT ON COLUMN matchings.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN matchings.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN matchings.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN matchings.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN matchings.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN matchings.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN matchings.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN matchings.theme IS 'Theme of the matching.';
COMMENT ON COLUMN matchings.fields IS 'Technical fields chosen.';
COMMENT ON COLUMN matchings.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN matchings.requirement IS 'The need: what the government asks for.';
COMMENT ON COLUMN matchings.company IS 'Company that offers the technology.';
COMMENT ON COLUMN matchings.technology IS 'The seed: the technology offered.';
COMMENT ON COLUMN matchings.outline IS 'Outline of the technology or of the case.';
COMMENT ON COLUMN matchings.stage IS 'Furthest stage reached: considered, agreed, field_trial or implemented.';
COMMENT ON COLUMN matchings.considered_on IS 'When consideration began; the first day of the period where no day is given.';
COMMENT ON COLUMN matchings.considered_on_text IS 'When consideration began: text as written.';
COMMENT ON COLUMN matchings.agreed_on IS 'When the pair was agreed; the first day of the period where no day is given.';
COMMENT ON COLUMN matchings.agreed_on_text IS 'When the pair was agreed: text as written.';
COMMENT ON COLUMN matchings.field_trial_on IS 'When the field trial began; the first day of the period where no day is given.';
COMMENT ON COLUMN matchings.field_trial_on_text IS 'When the field trial began: text as written.';
COMMENT ON COLUMN matchings.implemented_on IS 'When it was implemented; the first day of the period where no day is given.';
COMMENT ON COLUMN matchings.implemented_on_text IS 'When it was implemented: text as written.';
COMMENT ON COLUMN matchings.obstacle IS 'What keeps it from the next stage.';
COMMENT ON COLUMN matchings.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE MACRO matchings_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM matchings AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'matchings'
);

CREATE VIEW current_matchings AS SELECT * FROM matchings_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_matchings IS 'One pair of a government''s need and a company''s seed: the records that count now.';
COMMENT ON COLUMN current_matchings.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_matchings.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_matchings.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_matchings.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_matchings.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_matchings.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_matchings.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_matchings.theme IS 'Theme of the matching.';
COMMENT ON COLUMN current_matchings.fields IS 'Technical fields chosen.';
COMMENT ON COLUMN current_matchings.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN current_matchings.requirement IS 'The need: what the government asks for.';
COMMENT ON COLUMN current_matchings.company IS 'Company that offers the technology.';
COMMENT ON COLUMN current_matchings.technology IS 'The seed: the technology offered.';
COMMENT ON COLUMN current_matchings.outline IS 'Outline of the technology or of the case.';
COMMENT ON COLUMN current_matchings.stage IS 'Furthest stage reached: considered, agreed, field_trial or implemented.';
COMMENT ON COLUMN current_matchings.considered_on IS 'When consideration began; the first day of the period where no day is given.';
COMMENT ON COLUMN current_matchings.considered_on_text IS 'When consideration began: text as written.';
COMMENT ON COLUMN current_matchings.agreed_on IS 'When the pair was agreed; the first day of the period where no day is given.';
COMMENT ON COLUMN current_matchings.agreed_on_text IS 'When the pair was agreed: text as written.';
COMMENT ON COLUMN current_matchings.field_trial_on IS 'When the field trial began; the first day of the period where no day is given.';
COMMENT ON COLUMN current_matchings.field_trial_on_text IS 'When the field trial began: text as written.';
COMMENT ON COLUMN current_matchings.implemented_on IS 'When it was implemented; the first day of the period where no day is given.';
COMMENT ON COLUMN current_matchings.implemented_on_text IS 'When it was implemented: text as written.';
COMMENT ON COLUMN current_matchings.obstacle IS 'What keeps it from the next stage.';
COMMENT ON COLUMN current_matchings.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE TABLE members (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    government VARCHAR,
    joined_on DATE,
    joined_on_text VARCHAR,
    left_on DATE,
    left_on_text VARCHAR
);
COMMENT ON TABLE members IS 'One local government that is a member of the Congress.';
COMMENT ON COLUMN members.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN members.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN members.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN members.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN members.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN members.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN members.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN members.joined_on IS 'When it joined; the first day of the period where no day is given.';
COMMENT ON COLUMN members.joined_on_text IS 'When it joined: text as written.';
COMMENT ON COLUMN members.left_on IS 'When it left; the first day of the period where no day is given.';
COMMENT ON COLUMN members.left_on_text IS 'When it left: text as written.';

CREATE MACRO members_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM members AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'members'
);

CREATE VIEW current_members AS SELECT * FROM members_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_members IS 'One local government that is a member of the Congress: the records that count now.';
COMMENT ON COLUMN current_members.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_members.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_members.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_members.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_members.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_members.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_members.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN current_members.joined_on IS 'When it joined; the first day of the period where no day is given.';
COMMENT ON COLUMN current_members.joined_on_text IS 'When it joined: text as written.';
COMMENT ON COLUMN current_members.left_on IS 'When it left; the first day of the period where no day is given.';
COMMENT ON COLUMN current_members.left_on_text IS 'When it left: text as written.';

CREATE TABLE supports (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    government VARCHAR,
    measure VARCHAR,
    supported_on DATE,
    supported_on_text VARCHAR
);
COMMENT ON TABLE supports IS 'One local government supported by a forum.';
COMMENT ON COLUMN supports.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN supports.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN supports.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN supports.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN supports.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN supports.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN supports.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN supports.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN supports.measure IS 'How it was supported.';
COMMENT ON COLUMN supports.supported_on IS 'When it was supported; the first day of the period where no day is given.';
COMMENT ON COLUMN supports.supported_on_text IS 'When it was supported: text as written.';

CREATE MACRO supports_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM supports AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'supports'
);

CREATE VIEW current_supports AS SELECT * FROM supports_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_supports IS 'One local government supported by a forum: the records that count now.';
COMMENT ON COLUMN current_supports.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_supports.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_supports.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_supports.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_supports.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_supports.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_supports.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_supports.government IS 'Local government, six-digit code kept as text (governments.code).';
COMMENT ON COLUMN current_supports.measure IS 'How it was supported.';
COMMENT ON COLUMN current_supports.supported_on IS 'When it was supported; the first day of the period where no day is given.';
COMMENT ON COLUMN current_supports.supported_on_text IS 'When it was supported: text as written.';

CREATE TABLE know_how (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    type VARCHAR,
    title VARCHAR,
    description VARCHAR,
    lesson VARCHAR,
    search_words VARCHAR USING COMPRESSION uncompressed
);
COMMENT ON TABLE know_how IS 'One case of running a forum that others can learn from.';
COMMENT ON COLUMN know_how.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN know_how.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN know_how.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN know_how.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN know_how.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN know_how.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN know_how.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN know_how.type IS 'success, failure or reflection.';
COMMENT ON COLUMN know_how.title IS 'Title of the case.';
COMMENT ON COLUMN know_how.description IS 'What happened.';
COMMENT ON COLUMN know_how.lesson IS 'What is learned from it.';
COMMENT ON COLUMN know_how.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE MACRO know_how_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM know_how AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'know_how'
);

CREATE VIEW current_know_how AS SELECT * FROM know_how_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_know_how IS 'One case of running a forum that others can learn from: the records that count now.';
COMMENT ON COLUMN current_know_how.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_know_how.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_know_how.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_know_how.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_know_how.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_know_how.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_know_how.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_know_how.type IS 'success, failure or reflection.';
COMMENT ON COLUMN current_know_how.title IS 'Title of the case.';
COMMENT ON COLUMN current_know_how.description IS 'What happened.';
COMMENT ON COLUMN current_know_how.lesson IS 'What is learned from it.';
COMMENT ON COLUMN current_know_how.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE TABLE citizen_activities (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    kind VARCHAR,
    name VARCHAR,
    held_text VARCHAR,
    held_periods STRUCT("start" DATE, "end" DATE)[],
    held_precision VARCHAR,
    held_tentative BOOLEAN,
    place VARCHAR,
    participants BIGINT,
    partner VARCHAR,
    search_words VARCHAR USING COMPRESSION uncompressed
);
COMMENT ON TABLE citizen_activities IS 'One activity with citizens.';
COMMENT ON COLUMN citizen_activities.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN citizen_activities.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN citizen_activities.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN citizen_activities.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN citizen_activities.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN citizen_activities.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN citizen_activities.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN citizen_activities.kind IS 'school_visit, workshop or other.';
COMMENT ON COLUMN citizen_activities.name IS 'Name of the activity.';
COMMENT ON COLUMN citizen_activities.held_text IS 'When it was held: text as written.';
COMMENT ON COLUMN citizen_activities.held_periods IS 'When it was held: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN citizen_activities.held_precision IS 'When it was held: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN citizen_activities.held_tentative IS 'When it was held: true where the sender marked it as not settled.';
COMMENT ON COLUMN citizen_activities.place IS 'Where it was held.';
COMMENT ON COLUMN citizen_activities.participants IS 'Number of participants. Null: not reported.';
COMMENT ON COLUMN citizen_activities.partner IS 'Who it was held with.';
COMMENT ON COLUMN citizen_activities.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE MACRO citizen_activities_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM citizen_activities AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'citizen_activities'
);

CREATE VIEW current_citizen_activities AS SELECT * FROM citizen_activities_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_citizen_activities IS 'One activity with citizens: the records that count now.';
COMMENT ON COLUMN current_citizen_activities.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_citizen_activities.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_citizen_activities.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_citizen_activities.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_citizen_activities.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_citizen_activities.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_citizen_activities.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_citizen_activities.kind IS 'school_visit, workshop or other.';
COMMENT ON COLUMN current_citizen_activities.name IS 'Name of the activity.';
COMMENT ON COLUMN current_citizen_activities.held_text IS 'When it was held: text as written.';
COMMENT ON COLUMN current_citizen_activities.held_periods IS 'When it was held: periods understood, both ends inclusive; empty when undecided.';
COMMENT ON COLUMN current_citizen_activities.held_precision IS 'When it was held: day, part_of_month, month, season, quarter, half_year, fiscal_year or undecided.';
COMMENT ON COLUMN current_citizen_activities.held_tentative IS 'When it was held: true where the sender marked it as not settled.';
COMMENT ON COLUMN current_citizen_activities.place IS 'Where it was held.';
COMMENT ON COLUMN current_citizen_activities.participants IS 'Number of participants. Null: not reported.';
COMMENT ON COLUMN current_citizen_activities.partner IS 'Who it was held with.';
COMMENT ON COLUMN current_citizen_activities.search_words IS 'The words that the search looks through, folded in width, kana and case, a line a text; made of the other fields.';

CREATE TABLE national_plans (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    forum VARCHAR,
    goal VARCHAR,
    activities VARCHAR,
    schedule VARCHAR,
    organisation VARCHAR,
    events VARCHAR,
    other VARCHAR
);
COMMENT ON TABLE national_plans IS 'One national body''s implementation plan.';
COMMENT ON COLUMN national_plans.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN national_plans.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN national_plans.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN national_plans.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN national_plans.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN national_plans.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN national_plans.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN national_plans.goal IS 'Goal of the year.';
COMMENT ON COLUMN national_plans.activities IS 'Activities planned.';
COMMENT ON COLUMN national_plans.schedule IS 'Schedule, as written.';
COMMENT ON COLUMN national_plans.organisation IS 'Organisation.';
COMMENT ON COLUMN national_plans.events IS 'Events planned, as written.';
COMMENT ON COLUMN national_plans.other IS 'Anything else.';

CREATE MACRO national_plans_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM national_plans AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'national_plans'
);

CREATE VIEW current_national_plans AS SELECT * FROM national_plans_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_national_plans IS 'One national body''s implementation plan: the records that count now.';
COMMENT ON COLUMN current_national_plans.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_national_plans.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_national_plans.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_national_plans.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_national_plans.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_national_plans.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_national_plans.forum IS 'Forum id (forums.id).';
COMMENT ON COLUMN current_national_plans.goal IS 'Goal of the year.';
COMMENT ON COLUMN current_national_plans.activities IS 'Activities planned.';
COMMENT ON COLUMN current_national_plans.schedule IS 'Schedule, as written.';
COMMENT ON COLUMN current_national_plans.organisation IS 'Organisation.';
COMMENT ON COLUMN current_national_plans.events IS 'Events planned, as written.';
COMMENT ON COLUMN current_national_plans.other IS 'Anything else.';

CREATE TABLE congress_facts (
    batch_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    item VARCHAR,
    value DOUBLE,
    unit VARCHAR,
    as_of DATE,
    basis VARCHAR,
    quote VARCHAR,
    page VARCHAR
);
COMMENT ON TABLE congress_facts IS 'One fact about the Congress as a whole, quoted from its source.';
COMMENT ON COLUMN congress_facts.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN congress_facts.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN congress_facts.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN congress_facts.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN congress_facts.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN congress_facts.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN congress_facts.item IS 'Fact id, such as member_count.';
COMMENT ON COLUMN congress_facts.value IS 'The figure.';
COMMENT ON COLUMN congress_facts.unit IS 'Its unit, as an identifier.';
COMMENT ON COLUMN congress_facts.as_of IS 'The day the figure stands for.';
COMMENT ON COLUMN congress_facts.basis IS 'snapshot, annual or cumulative.';
COMMENT ON COLUMN congress_facts.quote IS 'The source''s own words.';
COMMENT ON COLUMN congress_facts.page IS 'Page of the source.';

CREATE MACRO congress_facts_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM congress_facts AS r
    JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = 'congress_facts'
);

CREATE VIEW current_congress_facts AS SELECT * FROM congress_facts_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_congress_facts IS 'One fact about the Congress as a whole, quoted from its source: the records that count now.';
COMMENT ON COLUMN current_congress_facts.batch_id IS 'The batch that brought this record (batches.batch_id).';
COMMENT ON COLUMN current_congress_facts.record_id IS 'The record''s number within its batch, from 1.';
COMMENT ON COLUMN current_congress_facts.slot_forum IS 'The slot it belongs to: a forum id, a KPI scope or ''congress'' (batch_slots.forum).';
COMMENT ON COLUMN current_congress_facts.fiscal_year IS 'Fiscal year by its first calendar year: 2020 is April 2020 to March 2021.';
COMMENT ON COLUMN current_congress_facts.sheet IS 'Name of the sheet the record stands on.';
COMMENT ON COLUMN current_congress_facts.cell IS 'A1 address of the record''s first cell.';
COMMENT ON COLUMN current_congress_facts.item IS 'Fact id, such as member_count.';
COMMENT ON COLUMN current_congress_facts.value IS 'The figure.';
COMMENT ON COLUMN current_congress_facts.unit IS 'Its unit, as an identifier.';
COMMENT ON COLUMN current_congress_facts.as_of IS 'The day the figure stands for.';
COMMENT ON COLUMN current_congress_facts.basis IS 'snapshot, annual or cumulative.';
COMMENT ON COLUMN current_congress_facts.quote IS 'The source''s own words.';
COMMENT ON COLUMN current_congress_facts.page IS 'Page of the source.';
