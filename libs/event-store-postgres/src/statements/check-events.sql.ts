/**
 * One page of events with what their command and stream say of them, in order of position. $1: after this position; $2:
 * at most so many.
 */
export const CHECK_EVENTS = `
  SELECT e.position, e.revision, e.event_id, e.command_id, e.type, e.data, encode(e.sha256, 'hex') AS sha256, s.stream,
         (extract(epoch from e.recorded_at) * 1000)::bigint AS recorded_ms,
         c.command_id IS NOT NULL AS command_known,
         (e.revision - (c.revision - c.count + 1))::integer AS ordinal,
         c.count,
         c.stream_pk = e.stream_pk AND e.position = c.position - (c.revision - e.revision)
           AND e.revision BETWEEN c.revision - c.count + 1 AND c.revision AND CASE WHEN e.former_positions IS NULL THEN e.recorded_at = c.recorded_at
                    ELSE e.recorded_at <= c.recorded_at END AS command_agrees
    FROM (SELECT * FROM es.every_event WHERE position > $1::bigint ORDER BY position LIMIT $2) e
    LEFT JOIN es.streams s ON s.stream_pk = e.stream_pk
    LEFT JOIN es.commands c ON c.command_id = e.command_id
   ORDER BY e.position`;
