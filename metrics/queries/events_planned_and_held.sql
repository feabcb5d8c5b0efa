-- 計画した行事のうち、いくつ開催したか
-- Each regional forum's planned events beside those held, cancelled, postponed; null: not reported.
-- columns: forum, forum_name, forum_order, planned_count, held_count, cancelled_count,
-- postponed_count
WITH slots AS (
    SELECT forum, layout FROM slots_as_of($as_of) WHERE fiscal_year = $fiscal_year
),
planned AS (
    SELECT slot_forum AS forum, count(name) AS planned_count
    FROM event_plans_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY slot_forum
),
done AS (
    SELECT
        slot_forum AS forum,
        count(*) FILTER (WHERE coalesce(status, 'held') = 'held') AS held_count,
        count(*) FILTER (WHERE status = 'cancelled') AS cancelled_count,
        count(*) FILTER (WHERE status = 'postponed') AS postponed_count
    FROM events_as_of($as_of)
    WHERE fiscal_year = $fiscal_year
    GROUP BY slot_forum
)
SELECT
    forums.id AS forum,
    forums.short_name AS forum_name,
    forums.sort_order AS forum_order,
    CASE WHEN plan_slots.forum IS NOT NULL THEN coalesce(planned.planned_count, 0) END
        AS planned_count,
    CASE WHEN event_slots.forum IS NOT NULL THEN coalesce(done.held_count, 0) END AS held_count,
    CASE WHEN event_slots.forum IS NOT NULL THEN coalesce(done.cancelled_count, 0) END
        AS cancelled_count,
    CASE WHEN event_slots.forum IS NOT NULL THEN coalesce(done.postponed_count, 0) END
        AS postponed_count
FROM forums
LEFT JOIN slots AS plan_slots
    ON plan_slots.forum = forums.id AND plan_slots.layout = 'event_plans'
LEFT JOIN slots AS event_slots ON event_slots.forum = forums.id AND event_slots.layout = 'events'
LEFT JOIN planned ON planned.forum = forums.id
LEFT JOIN done ON done.forum = forums.id
WHERE forums.kind = 'regional'
ORDER BY forums.sort_order
