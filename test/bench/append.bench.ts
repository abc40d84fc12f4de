import type { AppendRequest, EventStore } from '@goldenthread/event-sourcing';
import type { Bench } from './bench.js';
import { withBenchStore } from './bench-store.js';
import { newStreams } from './payload.js';
import { makePlainTable, plainRow } from './plain-inserts.js';
import { concurrently, inTurns, perSecond } from './rounds.js';

const CALLERS = 32;
const EVENTS = 8_000;

export const append: Bench = {
  unit: 'events/s',
  figure: '32 callers at once, one event each to a new stream, through the port',
  limit: '32 connections, each committing single-row INSERTs',
  promised: 1.5,
  better: 'higher',
  run: ({ server }) =>
    withBenchStore(server, async (opened) => {
      const { store } = opened;
      const connections = await opened.plain(CALLERS);
      await makePlainTable(connections);
      const rounds = await inTurns(
        () => {
          const requests = newStreams(EVENTS);
          return perSecond(EVENTS, () => concurrently(CALLERS, requests, (request) => appended(store, request)));
        },
        () => {
          const rows = Array.from({ length: EVENTS }, plainRow);
          return perSecond(EVENTS, () => concurrently(CALLERS, rows, (row) => connections.query(row)));
        },
      );
      return { rounds };
    }),
};

/** @throws Error where the request was not stored: a figure that counts refusals would count nothing. */
export async function appended(store: EventStore, request: AppendRequest): Promise<void> {
  const [outcome] = await store.append([request]);
  if (outcome?.status !== 'appended') throw new Error(`Not appended but ${outcome?.status ?? 'nothing'}`);
}
