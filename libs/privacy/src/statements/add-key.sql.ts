/**
 * Adds a key, unless the record's group has a live one: then no row comes back, also where another connection adds it at
 * the same moment. $1: its id; $2: the record; $3: the group; $4: the wrapped key.
 */
export const ADD_KEY = `
  INSERT INTO keys.data_key (kid, record, grp, wrapped) VALUES ($1::uuid, $2, $3, $4)
      ON CONFLICT (record, grp) WHERE destroyed_at IS NULL DO NOTHING RETURNING kid`;
