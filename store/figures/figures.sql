-- The figures of data/figures.toml, one row each, and what counted ones come to. Made anew
-- whenever the file changes: nothing here was loaded from a workbook.
CREATE OR REPLACE TABLE figures (
    id VARCHAR PRIMARY KEY,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    scopes VARCHAR[] NOT NULL,
    period VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    part_of VARCHAR,
    is_outcome BOOLEAN NOT NULL,
    is_compared BOOLEAN NOT NULL,
    layout VARCHAR,
    stage VARCHAR,
    sort_order INTEGER NOT NULL
);
COMMENT ON TABLE figures IS 'One figure as data/figures.toml declares it.';
COMMENT ON COLUMN figures.id IS 'Figure id, such as matchings; kpi_results.indicator of a published one.';
COMMENT ON COLUMN figures.code IS 'Three letters of its printed code, such as MAT.';
COMMENT ON COLUMN figures.name IS 'Its name on screen.';
COMMENT ON COLUMN figures.short_name IS 'Its name over a narrow column.';
COMMENT ON COLUMN figures.unit IS 'Written behind a value; % for a ratio, kept as 0 to 1.';
COMMENT ON COLUMN figures.kind IS 'count, or ratio: never added up.';
COMMENT ON COLUMN figures.scopes IS 'Where it is published: total, national, regional; empty for one that is only counted.';
COMMENT ON COLUMN figures.period IS 'annual, snapshot or cumulative.';
COMMENT ON COLUMN figures.role IS 'What a page knows it by (data/figures.py); empty for most.';
COMMENT ON COLUMN figures.part_of IS 'The figure whose sum it is a part of.';
COMMENT ON COLUMN figures.is_outcome IS 'Whether it is what the Congress is after.';
COMMENT ON COLUMN figures.is_compared IS 'Whether it is compared between the regional forums.';
COMMENT ON COLUMN figures.layout IS 'The layout whose records it is counted from. Null: it is not counted.';
COMMENT ON COLUMN figures.stage IS 'The one stage of a matching that it counts.';
COMMENT ON COLUMN figures.sort_order IS 'Its place on screen, from 1.';

-- What the figures' records come to at a moment, by slot. `counted` is null where every record
-- counts for itself, else what is told apart: a government supported twice is one.
CREATE OR REPLACE MACRO record_counts_as_of(moment TIMESTAMP) AS TABLE (
    SELECT part AS figure, slot_forum, fiscal_year, answer AS counted, record_count
    FROM record_sums_as_of(moment)
    WHERE topic = 'figures'
);

-- What grouped rows of record_counts_as_of come to: distinct answers, or all records.
CREATE OR REPLACE MACRO add_up_counts(counted, record_count) AS (
    count(DISTINCT counted)
    + CAST(coalesce(sum(record_count) FILTER (WHERE counted IS NULL), 0) AS BIGINT)
);

-- The stages of a matching as figures, from the first to the last.
CREATE OR REPLACE VIEW stages AS
SELECT
    parts.id AS indicator,
    parts.stage,
    row_number() OVER (ORDER BY parts.sort_order) AS stage_order,
    parts.part_of AS total
FROM figures AS parts
JOIN figures AS whole ON whole.id = parts.part_of
WHERE whole.role = 'stage_total';
COMMENT ON VIEW stages IS 'The stages of a matching as figures: the parts of the one whose role is stage_total.';
COMMENT ON COLUMN stages.indicator IS 'The figure of the stage (figures.id).';
COMMENT ON COLUMN stages.stage IS 'The stage (matchings.stage).';
COMMENT ON COLUMN stages.stage_order IS 'Its place, from 1.';
COMMENT ON COLUMN stages.total IS 'The figure that is the sum of all stages (figures.id).';
