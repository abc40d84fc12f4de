/** The live key of a record's group. $1: the record; $2: the group. */
export const FIND_LIVE_KEY = `
  SELECT k.kid, k.record, k.grp, k.wrapped FROM keys.data_key k WHERE k.record = $1 AND k.grp = $2 AND k.destroyed_at IS NULL`;
