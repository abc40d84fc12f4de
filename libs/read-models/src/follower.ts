import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, Position, StoredEvent, Together } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';
import type { Followed } from './followed.js';
import {
  generationsOf,
  insertGeneration,
  lockGeneration,
  moveCheckpoint,
  recordFailure,
  type Generation,
  type Move,
} from './generations.js';
import { inRelaxedTransaction, inTransaction } from './in-transaction.js';
import { rebuild } from './rebuild.js';
import { holds, type Lease, type Leases } from './leases.js';
import { PoisonEventError } from './poison.js';
import { UNMEASURED, type RunnerMeter } from './runner-meter.js';

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
  readonly leases: Leases;
  /** Moves the checkpoints of all that have nothing to write, together. */
  readonly moves: Together<Move, boolean>;
  readonly log: RunnerLog;
  readonly meter?: RunnerMeter;
}

const BATCH = 500;
/** Events of others after which the checkpoint is moved all the same: so many are read again at most after a crash. */
const PASSED = 10_000;
const LOOK_AGAIN_MS = 500;

/**
 * Keeps one projection up with the log, for ever: rows and checkpoint in one transaction, in which the lease and the
 * generation's record are locked, so that two workers never write the same events twice, one that slept through its lease
 * writes nothing, and a rebuild can swap underneath.
 *
 * A poison event stops this projection alone, visibly; everything before it has been written. It waits there for an
 * operator, or for a program that can take the event. Any other fault (the database is away) is waited out.
 */
export class Follower {
  /** A program that has just started tries once what stopped another: it may be the cure. */
  private isNewHere = true;

  constructor(
    private readonly followed: Followed,
    private readonly dependencies: FollowerDependencies,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.work(signal);
      } catch (error) {
        this.report(error, signal);
      }
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Follows for as long as the lease is held and should be. */
  private async work(signal: AbortSignal): Promise<void> {
    const { leases } = this.dependencies;
    const lease = await leases.take(this.followed.name);
    if (!lease) return;
    try {
      const live = await this.liveGeneration(signal);
      if (live.failure === null || this.isNewHere) await this.follow(live, lease, signal);
    } finally {
      await leases.release(lease);
    }
  }

  /** The live generation: made at the first start, rebuilt where the program's rows have another shape. */
  private async liveGeneration(signal: AbortSignal): Promise<Generation> {
    const { pool, store, log, meter } = this.dependencies;
    const live = (await generationsOf(pool, this.followed.name)).find(({ state }) => state === 'live');
    if (!live) return beginFirst(pool, this.followed);
    if (live.shape === this.followed.shape) return live;
    log.info(`${this.followed.name}: its rows have changed, rebuilding beside the old ones`);
    await rebuild(this.followed, { pool, store, signal, meter });
    return this.liveGeneration(signal);
  }

  private async follow(live: Generation, lease: Lease, signal: AbortSignal): Promise<void> {
    this.isNewHere = false;
    let checkpoint = live.checkpoint;
    let batch: StoredEvent[] = [];
    let passed = 0;
    for await (const message of this.dependencies.store.subscribe({ after: checkpoint, signal })) {
      if (message.kind === 'event' && this.followed.concerns(message.event)) batch.push(message.event);
      else passed++;
      const reached = message.kind === 'event' ? message.event.position : message.position;
      if (reached <= checkpoint || (message.kind === 'event' && batch.length < BATCH && passed < PASSED)) continue;
      if (!(await this.moveOn(live.generation, lease, checkpoint, batch, reached))) return;
      checkpoint = reached;
      batch = [];
      passed = 0;
      if (this.dependencies.leases.hasTooMany()) return;
    }
  }

  /** @returns false where another worker or a swap moved on meanwhile: start again from what the database says. */
  private moveOn(generation: number, lease: Lease, from: Position, events: readonly StoredEvent[], to: Position): Promise<boolean> {
    if (events.length > 0) return this.write(generation, lease, from, events, to);
    return this.dependencies.moves.ask({ ...lease, generation, from, to });
  }

  private async write(generation: number, lease: Lease, from: Position, events: readonly StoredEvent[], to: Position): Promise<boolean> {
    const { pool, meter = UNMEASURED } = this.dependencies;
    try {
      return await meter.batch(this.followed.name, events.length, () =>
        writeBatch(pool, this.followed, { generation, lease, from, events, to }),
      );
    } catch (error) {
      if (!(error instanceof PoisonEventError)) throw error;
      const before = events.filter((event) => event.position < error.position);
      const last = before.at(-1);
      if (last) await writeBatch(pool, this.followed, { generation, lease, from, events: before, to: last.position });
      await recordFailure(pool, this.followed.name, generation, error.message, error.position);
      throw error;
    }
  }

  private report(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const what = error instanceof Error ? error.message : String(error);
    if (error instanceof PoisonEventError)
      this.dependencies.log.error(`${this.followed.name} stopped at position ${String(error.position)}: ${what}`);
    else this.dependencies.log.warn(`${this.followed.name} is waiting: ${what}`);
  }
}

export interface Batch {
  readonly generation: number;
  readonly lease: Lease;
  /** Where the reader started from: the checkpoint must still be there. */
  readonly from: Position;
  readonly events: readonly StoredEvent[];
  readonly to: Position;
}

/** Writes a batch and moves the checkpoint in one transaction, if the lease and the checkpoint are still what they were. */
export async function writeBatch(pool: Pool, followed: Followed, { generation, lease, from, events, to }: Batch): Promise<boolean> {
  return inRelaxedTransaction(pool, async (client) => {
    if (!(await holds(client, lease))) return false;
    const current = await lockGeneration(client, followed.name, generation);
    if (!current || current.state === 'retired' || current.checkpoint !== from) return false;
    await followed.writer(generation).write(client, events);
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
      const statements = [...table.createStatements(1), ...table.indexStatements(1), ...table.pointStatements(1)];
      for (const statement of statements) await client.query(statement);
    }
    await insertGeneration(client, first);
    return { ...first, checkpoint: -1n, failure: null, failedAt: null };
  });
}
