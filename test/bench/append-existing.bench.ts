import { newId } from '@goldenthread/event-sourcing';
import { appended } from './append.bench.js';
import type { Bench } from './bench.js';
import { withBenchStore } from './bench-store.js';
import { request } from './payload.js';
import { makePlainTable, plainRow } from './plain-inserts.js';
import { concurrently, inTurns, perSecond } from './rounds.js';

const CALLERS = 32;
const EACH = 500;

export const appendExisting: Bench = {
  unit: 'events/s',
  figure: '32 callers at once, one event each to a stream of its own at its exact revision, through the port',
  limit: '32 connections, each committing single-row INSERTs',
  promised: 1.5,
  better: 'higher',
  run: ({ server }) =>
    withBenchStore(server, async (opened) => {
      const { store } = opened;
      const connections = await opened.plain(CALLERS);
      await makePlainTable(connections);
      const streams = Array.from({ length: CALLERS }, () => `section11Return-${newId()}`);
      for (const stream of streams) await appended(store, request(stream, 'none'));
      let revision = 0;
      const rounds = await inTurns(
        async () => {
          const from = revision;
          revision += EACH;
          const callers = streams.map((stream) => Array.from({ length: EACH }, (_, index) => request(stream, from + index)));
          return perSecond(CALLERS * EACH, () =>
            Promise.all(callers.map((requests) => concurrently(1, requests, (one) => appended(store, one)))),
          );
        },
        () => {
          const rows = Array.from({ length: CALLERS * EACH }, plainRow);
          return perSecond(rows.length, () => concurrently(CALLERS, rows, (row) => connections.query(row)));
        },
      );
      return { rounds };
    }),
};
