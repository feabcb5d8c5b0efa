-- 都道府県はどのブロックか
-- The block of each of the 47 prefectures.
-- columns: prefecture, block, block_name, block_order, government_count
SELECT
    governments.prefecture,
    governments.block,
    blocks.name AS block_name,
    blocks.sort_order AS block_order,
    count(*) AS government_count
FROM governments
JOIN blocks ON blocks.id = governments.block
GROUP BY governments.prefecture, governments.block, blocks.name, blocks.sort_order
ORDER BY min(governments.code)
