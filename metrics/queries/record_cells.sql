-- この記録はどのセルから来たか
-- One record of any layout and every cell it was read from.
-- columns: layout, batch_id:id, record_id:id, workbook, sha256, accepted_by, accepted_at, options,
-- field, sheet, cell, written, state, rule
SELECT
    $layout AS layout,
    batches.batch_id,
    CAST($record_id AS INTEGER) AS record_id,
    batches.file_name AS workbook,
    batches.sha256,
    batches.accepted_by,
    batches.accepted_at,
    batches.options,
    cells.field,
    cells.sheet,
    cells.cell,
    cells.written,
    cells.state,
    cells.rule
FROM batches
LEFT JOIN cells
    ON cells.batch_id = batches.batch_id
    AND cells.layout = $layout
    AND cells.record_id = $record_id
WHERE batches.batch_id = $batch_id AND batches.accepted_at <= $as_of
-- From left to right, and down: Z1 before AA1, B9 before B10.
ORDER BY
    length(regexp_extract(cells.cell, '^[A-Z]+')), regexp_extract(cells.cell, '^[A-Z]+'),
    length(cells.cell), cells.cell, cells.field
