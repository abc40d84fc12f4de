/** What command ids did the first time, each that is known. $1: the command ids. */
export const FIND_COMMANDS = `
  SELECT c.command_id, c.digest, s.stream, c.revision, c.count, c.position,
         (extract(epoch from c.recorded_at) * 1000)::bigint AS recorded_ms
    FROM es.commands c JOIN es.streams s ON s.stream_pk = c.stream_pk
   WHERE c.command_id = ANY ($1::uuid[])`;
