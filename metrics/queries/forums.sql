-- どのフォーラムがあるか
-- Every forum by its id, with its names and kind, in the order of lists.
-- columns: forum, forum_name, forum_short_name, forum_kind, forum_order
SELECT
    id AS forum,
    name AS forum_name,
    short_name AS forum_short_name,
    kind AS forum_kind,
    sort_order AS forum_order
FROM forums
ORDER BY sort_order
