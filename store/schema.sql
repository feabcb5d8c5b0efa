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
-- One table, macro and view a layout are made from data/layouts/ (layout_tables.py), what is
-- counted from them from data/figures.toml (counting.py).

-- ---------------------------------------------------------------- the store itself

CREATE TABLE store_version (
    version VARCHAR NOT NULL,
    reference_digest VARCHAR NOT NULL
);
COMMENT ON TABLE store_version IS 'The schema this database was made with: one row.';
COMMENT ON COLUMN store_version.version IS 'SHA-256 over the schema; another digest means: make it anew from the archive.';
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
    due_on DATE,
    is_preliminary BOOLEAN NOT NULL
);
COMMENT ON TABLE batches IS 'Everything that was ever accepted, in order: loads, and what was said of one later. Each is an entry of the log, too.';
COMMENT ON COLUMN batches.batch_id IS 'Number of the batch, from 1 without gaps.';
COMMENT ON COLUMN batches.kind IS 'load, undo, redo, release or withdraw_release.';
COMMENT ON COLUMN batches.target_batch_id IS 'The load that any other kind is about; null for a load.';
COMMENT ON COLUMN batches.file_name IS 'The uploaded file''s own name; null for all but a load.';
COMMENT ON COLUMN batches.sha256 IS 'SHA-256 of the uploaded bytes, their name in the archive; null for all but a load.';
COMMENT ON COLUMN batches.fiscal_year IS 'Fiscal year given for the file beside its content; null where none was.';
COMMENT ON COLUMN batches.forum IS 'Forum given for the file beside its content; null where none was.';
COMMENT ON COLUMN batches.options IS 'Anything else its reading depends on, as a JSON object: corrections, mapped titles.';
COMMENT ON COLUMN batches.accepted_at IS 'When it was accepted, UTC; never earlier than the batch before, unless that was dated over a day ahead by a wrong clock.';
COMMENT ON COLUMN batches.accepted_by IS 'Who accepted it, by their id in the log; a program by its name.';
COMMENT ON COLUMN batches.reason IS 'Why, where a reason was asked for.';
COMMENT ON COLUMN batches.owner IS 'Who sees to its rows that wait, unless something else was decided about one; null where nobody was named.';
COMMENT ON COLUMN batches.due_on IS 'Until when; null where no day was named.';
COMMENT ON COLUMN batches.is_preliminary IS 'True for a load that counted as 速報 when it was accepted: it is 確定 once it is released.';

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

CREATE TABLE carried_batches (
    batch_id INTEGER NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE carried_batches IS 'The loads whose workbook could not be read again when this database was made: their rows are those of the database before.';
COMMENT ON COLUMN carried_batches.batch_id IS 'The load (batches.batch_id).';
COMMENT ON COLUMN carried_batches.reason IS 'Why it could not be read.';

-- ---------------------------------------------------------------- what counts when

-- The loads that an undo has taken out at a moment: the latest undo or redo decides.
CREATE MACRO undone_batches_as_of(moment TIMESTAMP) AS TABLE (
    SELECT target_batch_id AS batch_id
    FROM batches
    WHERE kind IN ('undo', 'redo') AND accepted_at <= moment
    GROUP BY target_batch_id
    HAVING arg_max(kind, batch_id) = 'undo'
);

-- The loads that are 速報 at a moment: as they were accepted, unless a later release or the
-- withdrawal of one decides otherwise.
CREATE MACRO preliminary_batches_as_of(moment TIMESTAMP) AS TABLE (
    SELECT l.batch_id
    FROM batches AS l
    LEFT JOIN batches AS r
        ON r.target_batch_id = l.batch_id AND r.kind IN ('release', 'withdraw_release')
        AND r.accepted_at <= moment
    WHERE l.kind = 'load'
    GROUP BY l.batch_id, l.is_preliminary
    HAVING coalesce(arg_max(r.kind, r.batch_id) = 'withdraw_release', l.is_preliminary)
);

-- The loads that do not count for who reads: the 速報 where a cursor is set to 確定 alone
-- (store/release.py), else none. Every figure follows from this one condition.
CREATE MACRO hidden_batches_as_of(moment TIMESTAMP) AS TABLE (
    SELECT p.batch_id
    FROM preliminary_batches_as_of(moment) AS p
    WHERE getvariable('state') IS NOT DISTINCT FROM 'confirmed'
);

-- The load that speaks for each slot at a moment. A slot whose every load is undone has no row.
CREATE MACRO slots_as_of(moment TIMESTAMP) AS TABLE (
    SELECT s.forum, s.fiscal_year, s.layout, max(s.batch_id) AS batch_id
    FROM batch_slots AS s
    JOIN batches AS b ON b.batch_id = s.batch_id
    WHERE b.accepted_at <= moment
        AND s.batch_id NOT IN (SELECT u.batch_id FROM undone_batches_as_of(moment) AS u)
        AND s.batch_id NOT IN (SELECT h.batch_id FROM hidden_batches_as_of(moment) AS h)
    GROUP BY s.forum, s.fiscal_year, s.layout
);

CREATE VIEW current_slots AS SELECT * FROM slots_as_of(TIMESTAMP 'infinity');
COMMENT ON VIEW current_slots IS 'The load that speaks for each slot now.';
COMMENT ON COLUMN current_slots.forum IS 'A forum id, a KPI scope (total, national, regional), or congress where a layout has neither.';
COMMENT ON COLUMN current_slots.fiscal_year IS 'Fiscal year by its first calendar year.';
COMMENT ON COLUMN current_slots.layout IS 'Layout id; also the name of the table with its records.';
COMMENT ON COLUMN current_slots.batch_id IS 'The load that speaks for the slot now (batches.batch_id).';

-- ---------------------------------------------------------------- what the records come to

-- Rows never change, so what a load's records come to holds for ever: it is added up once, and
-- a figure over many records is the sum over the loads that speak. Made of the records alone,
-- and anew whenever data/figures.toml changes (store/figures/sums.py).
CREATE TABLE record_sums (
    batch_id INTEGER NOT NULL,
    slot_forum VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    layout VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    part VARCHAR,
    answer VARCHAR,
    stage VARCHAR,
    days BIGINT,
    record_count BIGINT NOT NULL
);
COMMENT ON TABLE record_sums IS 'What the records of each load come to, added up once when it is accepted.';
COMMENT ON COLUMN record_sums.batch_id IS 'The load (batches.batch_id).';
COMMENT ON COLUMN record_sums.slot_forum IS 'The slot of the records (batch_slots.forum).';
COMMENT ON COLUMN record_sums.fiscal_year IS 'Fiscal year by its first calendar year.';
COMMENT ON COLUMN record_sums.layout IS 'Layout id; also the name of the table with the records.';
COMMENT ON COLUMN record_sums.topic IS 'What is added up: figures, kinds of the catalogue''s entries, or what store/figures/sums.toml names.';
COMMENT ON COLUMN record_sums.part IS 'The figure, kind, field, … that the records are counted under.';
COMMENT ON COLUMN record_sums.answer IS 'An answer told apart, such as that which a figure counts once; else null.';
COMMENT ON COLUMN record_sums.stage IS 'The stage of a matching, where it is told apart.';
COMMENT ON COLUMN record_sums.days IS 'A number of days, where it is told apart.';
COMMENT ON COLUMN record_sums.record_count IS 'How many records.';

-- The sums of the loads that speak for their slot at a moment.
CREATE MACRO record_sums_as_of(moment TIMESTAMP) AS TABLE (
    SELECT r.*
    FROM record_sums AS r
    SEMI JOIN slots_as_of(moment) AS s
        ON s.batch_id = r.batch_id AND s.forum = r.slot_forum
        AND s.fiscal_year = r.fiscal_year AND s.layout = r.layout
);

-- The loads that speak for entries of the catalogue, of a kind, forum and year ('', '' and 0: any):
-- how many they hold, and how many there are in newer ones.
CREATE MACRO catalogue_loads_as_of(moment TIMESTAMP, of_kind, of_forum, of_year) AS TABLE (
    SELECT
        r.batch_id,
        sum(r.record_count) AS entry_count,
        sum(sum(r.record_count)) OVER (ORDER BY max(r.fiscal_year) DESC, r.batch_id)
            - sum(r.record_count) AS newer_count
    FROM record_sums_as_of(moment) AS r
    WHERE r.topic = 'kinds'
        AND (of_kind = '' OR r.part = of_kind)
        AND (of_forum = '' OR r.slot_forum = of_forum)
        AND (of_year = 0 OR r.fiscal_year = of_year)
    GROUP BY r.batch_id
);

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
COMMENT ON COLUMN log.done_at IS 'When it was done, UTC; never earlier than the entry before, unless that was dated over a day ahead by a wrong clock.';
COMMENT ON COLUMN log.done_by IS 'Who did it: person: and an id, whose name stands beside the log; a program by its name, as does everybody in entries from before there were ids.';
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
