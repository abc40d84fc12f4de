/**
 * Appends many requests, and answers one row for each, in order.
 *
 * - $1 to $5: of each request its stream, what it expects (`any`, `none`, `exists` or a revision), command id, digest (32
 *   bytes), number of events
 * - $6 to $18: of each event, those of the first request first: its id, type, schema version, effective day, partnership,
 *   correlation id, causation id, the actor's person, agency and role, key ids (a JSON list), data, SHA-256 (32 bytes)
 */
export const APPEND = `
  SELECT status, command_id, digest, stream, revision, count, position, (extract(epoch from recorded_at) * 1000)::bigint AS recorded_ms
    FROM es.append($1::text[], $2::text[], $3::uuid[], $4::bytea[], $5::integer[],
                   $6::uuid[], $7::text[], $8::integer[], $9::date[], $10::text[], $11::uuid[], $12::uuid[],
                   $13::text[], $14::text[], $15::text[], $16::text[], $17::bytea[], $18::bytea[])`;
