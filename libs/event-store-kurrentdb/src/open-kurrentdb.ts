import { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
import { parseKurrentDbUrl, type UrlRules } from './store-url.js';

/**
 * Opens the store that an address names, as `kurrentdb://user:password@host:2113?tlsCAFile=…&store=…`.
 *
 * @throws KurrentDbUrlError where the address is wrong or unsafe; ConnectionTrouble where nobody answers there;
 *   KurrentDbRefusal where its user is not let in.
 */
export async function openKurrentDb(
  url: string,
  rules: UrlRules,
  options: Omit<KurrentDbEventStoreOptions, 'connection' | 'store'> = {},
): Promise<KurrentDbEventStore> {
  const { connectionString, store } = parseKurrentDbUrl(url, rules);
  // Only now: the client brings a native part, which those who keep events in PostgreSQL need not be able to load.
  const { connectClient } = await import('./client-connection.js');
  const opened = new KurrentDbEventStore({ ...options, connection: await connectClient(connectionString), store });
  try {
    // Says at once whether the user may read, and what the newest moment is.
    await opened.head();
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
