import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, StoredEvent, Together } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';
import type { Followed, FollowedWriter } from './followed.js';
import { generationsOf, insertGeneration, moveOn, recordFailure, type Generation, type LeasedMove } from './generations.js';
import { inRelaxedTransaction, inTransaction } from './in-transaction.js';
import { rebuild } from './rebuild.js';
import type { Lease, Leases } from './leases.js';
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
  readonly moves: Together<LeasedMove, boolean>;
  readonly log: RunnerLog;
  readonly meter?: RunnerMeter;
}

const BATCH = 500;
/** Events of others after which the checkpoint is moved all the same: so many are read again at most after a crash. */
const PASSED = 10_000;
/** Open rows kept in mind from batch to batch, so that a record that is written to again and again is not read each time. */
const REMEMBERED = 1_000;
const LOOK_AGAIN_MS = 500;

/**
 * Keeps one projection up with the log, for ever: rows and checkpoint in one transaction, in which the lease and the
 * generation's record are locked, so that two workers never write the same events twice, one that slept through its lease
 * writes nothing, and a rebuild can swap underneath. What it has in mind of the rows is therefore what they are.
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
    const writer = this.followed.writer(live.generation, { remember: REMEMBERED });
    let checkpoint = live.checkpoint;
    let batch: StoredEvent[] = [];
    let passed = 0;
    for await (const message of this.dependencies.store.subscribe({ after: checkpoint, signal })) {
      if (message.kind === 'event' && this.followed.concerns(message.event)) batch.push(message.event);
      else passed++;
      const reached = message.kind === 'event' ? message.event.position : message.position;
      if (reached <= checkpoint || (message.kind === 'event' && batch.length < BATCH && passed < PASSED)) continue;
      const move = { ...lease, generation: live.generation, from: checkpoint, to: reached };
      if (!(await this.moveOn(writer, move, batch))) return;
      checkpoint = reached;
      batch = [];
      passed = 0;
      if (this.dependencies.leases.hasTooMany()) return;
    }
  }

  /** @returns false where another worker or a swap moved on meanwhile: start again from what the database says. */
  private moveOn(writer: FollowedWriter, move: LeasedMove, events: readonly StoredEvent[]): Promise<boolean> {
    return events.length > 0 ? this.write(writer, move, events) : this.dependencies.moves.ask(move);
  }

  private async write(writer: FollowedWriter, move: LeasedMove, events: readonly StoredEvent[]): Promise<boolean> {
    const { pool, meter = UNMEASURED } = this.dependencies;
    const { projection, generation } = move;
    try {
      return await meter.batch(projection, events.length, () => writeBatch(pool, writer, move, events));
    } catch (error) {
      if (!(error instanceof PoisonEventError)) throw error;
      const before = events.filter((event) => event.position < error.position);
      const last = before.at(-1);
      if (last) await writeBatch(pool, this.followed.writer(generation), { ...move, to: last.position }, before);
      await recordFailure(pool, projection, generation, error.message, error.position);
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

/** Writes a batch and moves the checkpoint in one transaction, if the lease and the checkpoint are still what they were. */
export async function writeBatch(pool: Pool, writer: FollowedWriter, move: LeasedMove, events: readonly StoredEvent[]): Promise<boolean> {
  return inRelaxedTransaction(pool, async (client) => {
    const parked = await moveOn(client, move);
    if (!parked) return false;
    await writer.write(client, events, parked);
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
