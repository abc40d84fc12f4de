/** The newest position and when it was recorded; no row in an empty store. No binds. */
export const HEAD = `
  SELECT h.position, (extract(epoch from h.recorded_at) * 1000)::bigint AS recorded_ms FROM es.head h WHERE h.position >= 0`;
