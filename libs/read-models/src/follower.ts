import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, Position, StoredEvent } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';
import type { Followed } from './followed.js';
import { generationsOf, insertGeneration, lockGeneration, moveCheckpoint, recordFailure, type Generation } from './generations.js';
import { inTransaction } from './in-transaction.js';
import { rebuild } from './rebuild.js';
import { PoisonEventError } from './timeline-writer.js';

/** What the runner says while it works; never any data. */
export interface RunnerLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface FollowerDependencies {
  /** Works as the projector. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly log: RunnerLog;
}

const BATCH = 500;
const RETRY_AFTER_POISON_MS = 30_000;
const RETRY_AFTER_FAULT_MS = 500;

/**
 * Keeps one projection up with the log, for ever: rows and checkpoint in one transaction, under a lock on the
 * generation's record, so that two workers never write the same events twice and a rebuild can swap underneath.
 *
 * A poison event stops this projection alone, visibly; everything before it has been written. It is tried again later,
 * for the cure may have been deployed. Any other fault (the database is away) is waited out.
 */
export class Follower {
  constructor(
    private readonly followed: Followed,
    private readonly dependencies: FollowerDependencies,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.follow(await this.liveGeneration(signal), signal);
      } catch (error) {
        await this.rest(error, signal);
      }
    }
  }

  /** The live generation: made at the first start, rebuilt where the program's rows have another shape. */
  private async liveGeneration(signal: AbortSignal): Promise<Generation> {
    const { pool, store, log } = this.dependencies;
    const live = (await generationsOf(pool, this.followed.name)).find(({ state }) => state === 'live');
    if (!live) return beginFirst(pool, this.followed);
    if (live.shape === this.followed.shape) return live;
    log.info(`${this.followed.name}: its rows have changed, rebuilding beside the old ones`);
    await rebuild(this.followed, { pool, store, signal });
    return this.liveGeneration(signal);
  }

  private async follow(live: Generation, signal: AbortSignal): Promise<void> {
    let checkpoint = live.checkpoint;
    let batch: StoredEvent[] = [];
    for await (const message of this.dependencies.store.subscribe({ after: checkpoint, signal })) {
      if (message.kind === 'event') batch.push(message.event);
      const reached = message.kind === 'event' ? message.event.position : message.position;
      if (reached <= checkpoint || (message.kind === 'event' && batch.length < BATCH)) continue;
      if (!(await this.write(live.generation, checkpoint, batch, reached))) return;
      checkpoint = reached;
      batch = [];
    }
  }

  /** @returns false where another worker or a swap moved on meanwhile: start again from what the database says. */
  private async write(generation: number, from: Position, events: readonly StoredEvent[], to: Position): Promise<boolean> {
    try {
      return await writeBatch(this.dependencies.pool, this.followed, generation, from, events, to);
    } catch (error) {
      if (!(error instanceof PoisonEventError)) throw error;
      const before = events.filter((event) => event.position < error.position);
      const last = before.at(-1);
      if (last) await writeBatch(this.dependencies.pool, this.followed, generation, from, before, last.position);
      await recordFailure(this.dependencies.pool, this.followed.name, generation, error.message, error.position);
      throw error;
    }
  }

  private async rest(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const poisoned = error instanceof PoisonEventError;
    const what = error instanceof Error ? error.message : String(error);
    if (poisoned) this.dependencies.log.error(`${this.followed.name} stopped at position ${String(error.position)}: ${what}`);
    else this.dependencies.log.warn(`${this.followed.name} is waiting: ${what}`);
    await sleep(poisoned ? RETRY_AFTER_POISON_MS : RETRY_AFTER_FAULT_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Writes a batch if the checkpoint is still where the reader started from; moves it in the same transaction. */
export async function writeBatch(
  pool: Pool,
  followed: Followed,
  generation: number,
  from: Position,
  events: readonly StoredEvent[],
  to: Position,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const current = await lockGeneration(client, followed.name, generation);
    if (!current || current.state === 'retired' || current.checkpoint !== from) return false;
    if (events.length > 0) await followed.write(client, generation, events);
    await moveCheckpoint(client, followed.name, generation, to);
    return true;
  });
}

async function beginFirst(pool: Pool, followed: Followed): Promise<Generation> {
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [`rm.${followed.name}`]);
    const existing = (await generationsOf(client, followed.name)).find(({ state }) => state === 'live');
    if (existing) return existing;
    const first = { projection: followed.name, generation: 1, shape: followed.shape, state: 'live' } as const;
    for (const table of followed.tables) {
      for (const statement of [...table.createStatements(1), ...table.pointStatements(1)]) await client.query(statement);
    }
    await insertGeneration(client, first);
    return { ...first, checkpoint: -1n, failure: null, failedAt: null };
  });
}
