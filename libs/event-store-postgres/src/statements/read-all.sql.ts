import { EVENT_COLUMNS } from './event-columns.sql.js';

/**
 * One page of the whole store. $1: after this position; $2: up to this one, or null; $3: only these types, or null for
 * all; $4: at most so many. Planned afresh each time, for the positions it is asked for.
 */
export const READ_ALL = `
  SELECT (SELECT s.stream FROM es.streams s WHERE s.stream_pk = e.stream_pk) AS stream, ${EVENT_COLUMNS}
    FROM es.every_event e
   WHERE e.position > $1::bigint AND e.position <= coalesce($2::bigint, 9223372036854775807)
     AND ($3::text[] IS NULL OR e.type = ANY ($3::text[]))
   ORDER BY e.position LIMIT $4`;
