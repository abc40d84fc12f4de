import { EVENT_COLUMNS } from './event-columns.sql.js';

/** One page of a stream. $1: the stream; $2: from this revision on, or null for its first; $3: at most so many. */
export const READ_STREAM_FORWARDS = `
  SELECT $1::text AS stream, ${EVENT_COLUMNS}
    FROM es.events e
   WHERE e.stream_pk = (SELECT s.stream_pk FROM es.streams s WHERE s.stream = $1::text) AND e.revision >= coalesce($2::integer, 0)
   ORDER BY e.revision LIMIT $3`;

/** The same backwards. $2: from this revision back, or null for its last. */
export const READ_STREAM_BACKWARDS = `
  SELECT $1::text AS stream, ${EVENT_COLUMNS}
    FROM es.events e
   WHERE e.stream_pk = (SELECT s.stream_pk FROM es.streams s WHERE s.stream = $1::text) AND e.revision <= coalesce($2::integer, 2147483647)
   ORDER BY e.revision DESC LIMIT $3`;
