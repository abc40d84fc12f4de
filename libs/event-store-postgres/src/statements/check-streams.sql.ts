/**
 * One page of streams with what their events come to. $1: after this stream's key; $2: at most so many. \`first_gap\` is
 * the first revision that is not the one after its predecessor (or not 0); \`first_disorder\` the first whose position is
 * not beyond its predecessor's.
 */
export const CHECK_STREAMS = `
  SELECT s.stream_pk, s.stream, s.revision, e.events, e.first_gap, e.first_disorder
    FROM (SELECT * FROM es.streams WHERE stream_pk > $1::bigint ORDER BY stream_pk LIMIT $2) s
   CROSS JOIN LATERAL (
     SELECT count(*)::integer AS events,
            min(o.revision) FILTER (WHERE o.revision <> o.place) AS first_gap,
            min(o.revision) FILTER (WHERE o.position <= o.previous) AS first_disorder
       FROM (SELECT e.revision, e.position, row_number() OVER w - 1 AS place, lag(e.position) OVER w AS previous
               FROM es.every_event e WHERE e.stream_pk = s.stream_pk WINDOW w AS (ORDER BY e.revision)) o
   ) e
   ORDER BY s.stream_pk`;
