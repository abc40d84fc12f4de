/**
 * One page of commands with the last event each says it recorded. $1: after this command id, or null; $2: at most so
 * many.
 */
export const CHECK_COMMANDS = `
  SELECT c.command_id, s.stream, c.revision, c.count, c.position, s.revision AS stream_revision,
         coalesce(e.command_id = c.command_id AND e.position = c.position, false) AS last_event_agrees
    FROM (SELECT * FROM es.commands WHERE $1::uuid IS NULL OR command_id > $1::uuid ORDER BY command_id LIMIT $2) c
    LEFT JOIN es.streams s ON s.stream_pk = c.stream_pk
    LEFT JOIN es.every_event e ON e.stream_pk = c.stream_pk AND e.revision = c.revision
   ORDER BY c.command_id`;
