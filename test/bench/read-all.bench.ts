import type { EventStore } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import type { Bench } from './bench.js';
import { withBenchStore } from './bench-store.js';
import { newStreams } from './payload.js';
import { concurrently, inTurns, perSecond } from './rounds.js';

const EVENTS = 300_000;
const EVENTS_EACH = 20;
const FETCH = 2_000;

export const readAll: Bench = {
  unit: 'events/s',
  figure: 'every event of 300,000, through the port',
  limit: 'a cursor over the same rows, 2,000 at a time',
  promised: 0.95,
  better: 'higher',
  run: ({ server }) =>
    withBenchStore(server, async (opened) => {
      const { store } = opened;
      const connection = await opened.plain(1);
      const requests = newStreams(EVENTS / EVENTS_EACH - 1, EVENTS_EACH);
      await concurrently(50, requests, (request) => store.append([request]));
      await connection.query('VACUUM ANALYZE');
      const count = requests.length * EVENTS_EACH + 1;
      const rounds = await inTurns(
        () => perSecond(count, () => readWhole(store, count)),
        () => perSecond(count, () => readCursor(connection, count)),
        3,
      );
      return { rounds };
    }),
};

async function readWhole(store: EventStore, count: number): Promise<void> {
  let read = 0;
  for await (const event of store.readAll()) if (event.bytes.length > 0) read++;
  if (read !== count) throw new Error(`Read ${read} of ${count} events`);
}

/** What a plain client gets out of the table: every row by a cursor. */
export async function readCursor(pool: pg.Pool, count: number): Promise<void> {
  const client = await pool.connect();
  let read = 0;
  await client.query('BEGIN READ ONLY');
  await client.query('DECLARE every NO SCROLL CURSOR FOR SELECT * FROM es.events ORDER BY position');
  for (;;) {
    const { rows } = await client.query<{ data: Buffer }>(`FETCH ${FETCH} FROM every`);
    for (const row of rows) if (row.data.length > 0) read++;
    if (rows.length < FETCH) break;
  }
  await client.query('COMMIT');
  client.release();
  if (read !== count) throw new Error(`Read ${read} of ${count} rows`);
}
