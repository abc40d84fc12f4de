import { appended } from './append.bench.js';
import type { Bench } from './bench.js';
import { withBenchStore } from './bench-store.js';
import { newStreams } from './payload.js';
import { makePlainTable, plainInsert, plainRows } from './plain-inserts.js';
import { concurrently, inTurns, perSecond } from './rounds.js';

const WAITING = 100;
const EVENTS_EACH = 5;
const COMMANDS = 8_000;
const ROWS = 500;

export const appendBatch: Bench = {
  unit: 'events/s',
  figure: '100 callers at once, five events each to a new stream, through the port',
  limit: 'one connection, 500 rows a commit from binary arrays',
  promised: 0.45,
  better: 'higher',
  run: ({ server }) =>
    withBenchStore(server, async (opened) => {
      const { store } = opened;
      const connection = await opened.plain(1);
      await makePlainTable(connection);
      const rounds = await inTurns(
        () => {
          const requests = newStreams(COMMANDS, EVENTS_EACH);
          return perSecond(COMMANDS * EVENTS_EACH, () => concurrently(WAITING, requests, (request) => appended(store, request)));
        },
        () => {
          const batches = Array.from({ length: (COMMANDS * EVENTS_EACH) / ROWS }, () => plainRows(ROWS / EVENTS_EACH, EVENTS_EACH));
          return perSecond(COMMANDS * EVENTS_EACH, () => concurrently(1, batches, (rows) => connection.query(plainInsert(rows))));
        },
      );
      return { rounds };
    }),
};
