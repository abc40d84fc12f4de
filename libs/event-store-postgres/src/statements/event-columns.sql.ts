/**
 * What a reader needs of `es.every_event e`, in a form that no session setting changes. No binds. Key ids as JSON, which the
 * driver reads with a fraction of the garbage that its arrays take.
 */
export const EVENT_COLUMNS = `
  e.position, e.revision, e.event_id, e.command_id, e.correlation_id, e.causation_id, e.type, e.schema_version, e.partnership,
  e.actor_person, e.actor_agency, e.actor_role, to_json(e.key_ids) AS key_ids, e.data, encode(e.sha256, 'hex') AS sha256,
  to_char(e.effective_on, 'YYYY-MM-DD') AS effective_on, (extract(epoch from e.recorded_at) * 1000)::bigint AS recorded_ms,
  e.former_positions`;
