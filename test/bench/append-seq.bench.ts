import { appended } from './append.bench.js';
import type { Bench } from './bench.js';
import { withBenchStore } from './bench-store.js';
import { newStreams } from './payload.js';
import { makePlainTable, plainRow } from './plain-inserts.js';
import { concurrently, inTurns, perSecond } from './rounds.js';

const EVENTS = 1_500;

export const appendSeq: Bench = {
  unit: 'appends/s',
  figure: 'one caller at a time, one event to a new stream, through the port',
  limit: 'one connection, committing single-row INSERTs',
  promised: 0.65,
  better: 'higher',
  run: ({ server }) =>
    withBenchStore(server, async (opened) => {
      const { store } = opened;
      const connection = await opened.plain(1);
      await makePlainTable(connection);
      const rounds = await inTurns(
        () => {
          const requests = newStreams(EVENTS);
          return perSecond(EVENTS, () => concurrently(1, requests, (request) => appended(store, request)));
        },
        () => {
          const rows = Array.from({ length: EVENTS }, plainRow);
          return perSecond(EVENTS, () => concurrently(1, rows, (row) => connection.query(row)));
        },
      );
      return { rounds };
    }),
};
