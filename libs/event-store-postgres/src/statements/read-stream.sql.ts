import { EVENT_COLUMNS } from './event-columns.sql.js';

/**
 * One page of each of several streams, told apart by `place` from 1. $1: the streams; $2: from these revisions on; $3: at
 * most so many of each.
 */
export const READ_STREAMS_FORWARDS = `
  SELECT asked.place, asked.stream, page.*
    FROM unnest($1::text[], $2::integer[], $3::integer[]) WITH ORDINALITY AS asked (stream, first, most, place)
   CROSS JOIN LATERAL (
     SELECT ${EVENT_COLUMNS}
       FROM es.every_event e
      WHERE e.stream_pk = (SELECT s.stream_pk FROM es.streams s WHERE s.stream = asked.stream) AND e.revision >= asked.first
      ORDER BY e.revision LIMIT asked.most
   ) AS page
   ORDER BY asked.place, page.revision`;

/** One page of a stream, backwards. $1: the stream; $3: at most so many. $2: from this revision back, or null for its last. */
export const READ_STREAM_BACKWARDS = `
  SELECT $1::text AS stream, ${EVENT_COLUMNS}
    FROM es.every_event e
   WHERE e.stream_pk = (SELECT s.stream_pk FROM es.streams s WHERE s.stream = $1::text) AND e.revision <= coalesce($2::integer, 2147483647)
   ORDER BY e.revision DESC LIMIT $3`;
