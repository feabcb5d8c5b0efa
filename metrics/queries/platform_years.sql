-- 情報提供プラットフォームにはどの年度の記録があるか
-- The fiscal years that the catalogue holds anything of, the newest first.
-- columns: fiscal_year
SELECT DISTINCT fiscal_year
FROM slots_as_of($as_of)
WHERE layout IN (SELECT layout FROM catalogue_layouts())
ORDER BY fiscal_year DESC
