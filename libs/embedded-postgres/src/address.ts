import { SUPERUSER } from './cluster.js';

/** The database that everything of this Golden Thread is in. */
export const DATABASE = 'goldenthread';

/** The address of one database of a server, for its superuser. Holds the password: it is never shown. */
export function addressOf(port: number, password: string, database: string = DATABASE): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}
