-- What several processes share, each data set ('real', 'practice') apart from the other.

CREATE TABLE entries (
    data_set text NOT NULL,
    number integer NOT NULL,
    line bytea NOT NULL,
    PRIMARY KEY (data_set, number)
);
COMMENT ON TABLE entries IS 'The log, line by line as log.jsonl has it: sealed, from 1 without gaps.';

CREATE TABLE batch_rows (
    data_set text NOT NULL,
    batch_id integer NOT NULL,
    table_name text NOT NULL,
    rows bytea NOT NULL,
    PRIMARY KEY (data_set, batch_id, table_name)
);
COMMENT ON TABLE batch_rows IS 'What each load brought into a table of the store, as Parquet.';

CREATE TABLE files (
    data_set text NOT NULL,
    name text COLLATE "C" NOT NULL,
    content bytea,
    is_copied boolean NOT NULL,
    change bigint NOT NULL,
    PRIMARY KEY (data_set, name)
);
COMMENT ON TABLE files IS 'What the store keeps as files: uploaded bytes, people, names, drafts.';
COMMENT ON COLUMN files.name IS 'Its place in the folder of the store.';
COMMENT ON COLUMN files.content IS 'Null where the file was removed.';
COMMENT ON COLUMN files.is_copied IS 'Whether each process takes it over at once; the others are asked for when they are wanted.';
COMMENT ON COLUMN files.change IS 'Number of the last change of a file of this data set.';
CREATE INDEX files_by_change ON files (data_set, change);

CREATE TABLE person_sessions (
    session_id text PRIMARY KEY,
    person_id text,
    issued double precision,
    last_seen double precision,
    is_ended boolean NOT NULL DEFAULT FALSE
);
COMMENT ON TABLE person_sessions IS 'Who is signed in (store/people/sessions.py).';

CREATE TABLE tokens (
    token_id text PRIMARY KEY,
    person_id text,
    name text,
    made_at double precision,
    expires_at bigint,
    last_used double precision,
    digest text
);
COMMENT ON TABLE tokens IS 'By what other people''s tools read the figures (store/people/tokens.py).';

-- What was entered stays, whoever asks for another thing.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever appended to', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON batch_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
