/**
 * Appends many requests. Answers one text of numbers with spaces between them: when it was recorded (milliseconds since
 * 1970), then of all requests the status (0 appended, 1 the command is known, 2 it is known with another digest, 3 the
 * stream is not as expected), then the last revision of each stream, then the position. Where all were appended, each at
 * the revision it named: just the time and the position before the first event.
 *
 * - $1 to $5: of each request its stream, what it expects (`append-binds.ts`), command id, digest (32 bytes), number of
 *   events
 * - $6 to $18: of each event, those of the first request first: its id, type, schema version, effective day, partnership,
 *   correlation id, causation id, the actor's person, agency and role, key ids (as a `text[]` is written), data, SHA-256
 *   (32 bytes)
 */
export const APPEND = `
  SELECT array_to_string(es.append($1::text[], $2::integer[], $3::uuid[], $4::bytea[], $5::integer[],
                                   $6::uuid[], $7::text[], $8::integer[], $9::date[], $10::text[], $11::uuid[], $12::uuid[],
                                   $13::text[], $14::text[], $15::text[], $16::text[], $17::bytea[], $18::bytea[]), ' ') AS answer`;

/** The same for one request of one event. $1 to $4: of the request; $5 to $17: of its event, in the same order. */
export const APPEND_ONE = `
  SELECT array_to_string(es.append_one($1::text, $2::integer, $3::uuid, $4::bytea, $5::uuid, $6::text, $7::integer, $8::date,
                                       $9::text, $10::uuid, $11::uuid, $12::text, $13::text, $14::text, $15::text[], $16::bytea,
                                       $17::bytea), ' ') AS answer`;
