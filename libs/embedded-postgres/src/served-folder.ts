import { Client, DatabaseError } from 'pg';
import { addressOf } from './address.js';

/** The server at that port shuts down or starts up: it is asked again. */
export const NOT_NOW = '57P03';

/**
 * The data folder that the server at a port works in, or the code it refused with; nothing where none answers. A server
 * is ours if it opens to our password and works in our folder.
 */
export async function folderServedAt(port: number, password: string): Promise<string | undefined> {
  const client = new Client({ connectionString: addressOf(port, password, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return rows[0]?.folder;
  } catch (error) {
    return error instanceof DatabaseError ? error.code : undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
