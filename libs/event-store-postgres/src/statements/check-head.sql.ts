/** What the head says, and how much there is to check. No binds. */
export const CHECK_HEAD = `
  SELECT h.position, (extract(epoch from h.recorded_at) * 1000)::bigint AS recorded_ms, h.purpose,
         (SELECT count(*) FROM es.streams) AS streams, (SELECT count(*) FROM es.commands) AS commands
    FROM es.head h`;
