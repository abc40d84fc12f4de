/** What the store takes for now. No binds. */
export const NOW = `SELECT (extract(epoch from es.now()) * 1000)::bigint AS now_ms`;

/** Sets the store's clock. $1: the instant, or null for real time. */
export const SET_CLOCK = `SELECT es.set_clock($1::timestamptz)`;
