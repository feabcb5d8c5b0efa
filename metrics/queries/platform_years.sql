-- The fiscal years that the catalogue holds anything of, the newest first.
SELECT DISTINCT fiscal_year
FROM slots_as_of($as_of)
WHERE layout IN ('matchings', 'citizen_activities', 'know_how')
ORDER BY fiscal_year DESC
