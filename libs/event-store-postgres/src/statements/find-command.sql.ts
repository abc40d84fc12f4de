/** What a command id did the first time. $1: the command id. */
export const FIND_COMMAND = `
  SELECT c.command_id, c.digest, s.stream, c.revision, c.count, c.position,
         (extract(epoch from c.recorded_at) * 1000)::bigint AS recorded_ms
    FROM es.commands c JOIN es.streams s ON s.stream_pk = c.stream_pk
   WHERE c.command_id = $1::uuid`;
