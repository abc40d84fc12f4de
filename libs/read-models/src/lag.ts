import type { Clock, EventStore, Instant, Position } from '@goldenthread/event-sourcing';
import type { Generation } from './generations.js';

/** How far a live generation is behind the record. */
export interface Lag {
  readonly live: Generation;
  /** How many events it has not taken in. Nothing where positions are not dense: they are then only comparable. */
  readonly events: number | null;
  /** The age, in seconds by the store's clock, of the oldest event that it has not taken in; 0 where there is none. */
  readonly seconds: number;
}

/** Asks the store how far each generation is behind: by one event for each place at which some of them stand. */
export async function lagsOf(generations: readonly Generation[], store: EventStore, clock: Clock): Promise<Lag[]> {
  const [head, now] = [(await store.head())?.position ?? -1n, await clock.now()];
  const oldest = new Map<Position, Instant | undefined>();
  for (const { checkpoint } of generations) {
    if (!oldest.has(checkpoint)) oldest.set(checkpoint, checkpoint < head ? await firstAfter(store, checkpoint) : undefined);
  }
  return generations.map((live) => {
    const waiting = oldest.get(live.checkpoint);
    return {
      live,
      events: store.capabilities.densePositions ? Math.max(0, Number(head - live.checkpoint)) : null,
      seconds: waiting === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(waiting)) / 1000),
    };
  });
}

async function firstAfter(store: EventStore, after: Position): Promise<Instant | undefined> {
  for await (const { recordedAt } of store.readAll({ after, max: 1 })) return recordedAt;
  return undefined;
}
