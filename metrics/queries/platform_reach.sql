-- 検索は、いくつの記録のうちいくつを見るか
-- How many entries of the catalogue the newest loads hold that a search looks through (looked, as
-- in platform_entries), of how many that there are.
-- columns: looked_count, entry_count
SELECT
    CAST(
        coalesce(sum(least(entry_count, $looked)) FILTER (WHERE newer_count < $looked), 0) AS BIGINT
    ) AS looked_count,
    CAST(coalesce(sum(entry_count), 0) AS BIGINT) AS entry_count
FROM catalogue_loads_as_of($as_of, $kind, $block, $year)
