/** A key, destroyed or not. $1: its id. */
export const FIND_KEY = `
  SELECT k.kid, k.record, k.grp, k.wrapped FROM keys.data_key k WHERE k.kid = $1::uuid`;
