-- What the plan says about the Congress as a whole, quoted.
SELECT
    facts.item,
    facts.value,
    facts.unit,
    facts.as_of AS fact_as_of,
    facts.basis,
    facts.quote,
    facts.page,
    batches.file_name AS workbook,
    facts.sheet,
    facts.cell
FROM congress_facts_as_of($as_of) AS facts
JOIN batches ON batches.batch_id = facts.batch_id
ORDER BY facts.as_of, facts.record_id
