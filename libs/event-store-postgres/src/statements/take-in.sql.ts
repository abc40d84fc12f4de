/** Fills a store with a copy. $1: a JSON list of commands, as `copied-commands.ts` writes it. Only as the owner. */
export const TAKE_IN = `SELECT es.take_in($1::json)`;
