import type { EventStore, Position, StoredEvent } from '@goldenthread/event-sourcing';
import type { Pool, PoolClient } from 'pg';
import type { Followed, FollowedWriter } from './followed.js';
import { generationsOf, insertGeneration, lockGeneration, moveOn, setState, type Generation, type Move } from './generations.js';
import { inRelaxedTransaction, inTransaction } from './in-transaction.js';
import { UNMEASURED, type RunnerMeter } from './runner-meter.js';
import { STILL_VALID } from './timeline-row.js';

export interface RebuildProgress {
  /** Events read so far, and events there are. */
  readonly done: number;
  readonly total: number;
}

export interface RebuildOptions {
  /** Works as the projector. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Swap although the rows differ from the live ones: for when the live ones are known to be wrong. */
  readonly acceptDifferences?: boolean;
  /** How many events are written in one transaction, and so are done again after a crash at most: 10,000 by default. */
  readonly batch?: number;
  readonly meter?: RunnerMeter;
}

export interface RebuildResult {
  readonly generation: number;
  readonly events: number;
  /** Whether the new rows were compared with the live ones: where both have the same shape, and differences were not accepted. */
  readonly compared: boolean;
}

/** The rebuilt rows are not those that are live, though projection and shape are the same. Nothing was swapped. */
export class RebuildDiffersError extends Error {
  override readonly name = 'RebuildDiffersError';

  constructor(readonly views: readonly string[]) {
    super(
      `The rebuilt rows of ${views.join(', ')} differ from the live ones, so nothing was swapped. ` +
        'Find out why; to take the rebuilt rows all the same, run it again with --accept-differences.',
    );
  }
}

const BATCH = 10_000;
/** Open rows kept in mind from batch to batch: some hundred megabytes at most. */
const REMEMBERED = 200_000;

/**
 * Fills the next generation of a projection's tables beside the live one, checks that both hold the same, and swaps the
 * stable views to it. Readers never wait for it. Stopped half-way, it goes on from its own checkpoint the next time.
 *
 * @throws RebuildDiffersError where a comparison fails.
 */
export function rebuild(followed: Followed, options: RebuildOptions): Promise<RebuildResult> {
  return (options.meter ?? UNMEASURED).rebuild(followed.name, (taken) => fillAndSwap(followed, options, taken));
}

async function fillAndSwap(followed: Followed, options: RebuildOptions, taken: (events: number) => void): Promise<RebuildResult> {
  const building = await beginOrResume(options.pool, followed);
  const { generation } = building;
  const writer = followed.writer(generation, { remember: REMEMBERED, fromNothing: building.checkpoint < 0n });
  const filling = { followed, generation, writer, taken };
  const filled = await fill(filling, building.checkpoint, options);
  await makeReadable(options.pool, followed, generation);
  // What was recorded meanwhile, so that the swap, which holds the live generation, has little left to do.
  const reached = await fill(filling, filled, options);
  try {
    return await swap(filling, reached, options);
  } catch (error) {
    if (error instanceof RebuildDiffersError) await giveUp(options.pool, followed, generation);
    throw error;
  }
}

/** A generation that is being filled. */
interface Filling {
  readonly followed: Followed;
  readonly generation: number;
  readonly writer: FollowedWriter;
  readonly taken: (events: number) => void;
}

/** What differs is not gone on with: the next rebuild begins anew, and clears this one away. */
async function giveUp(pool: Pool, followed: Followed, generation: number): Promise<void> {
  await inTransaction(pool, (client) => setState(client, followed.name, generation, 'retired'));
}

async function beginOrResume(pool: Pool, followed: Followed): Promise<Generation> {
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [`rm.${followed.name}`]);
    const generations = await generationsOf(client, followed.name);
    const unfinished = generations.find(({ state }) => state === 'building');
    if (unfinished?.shape === followed.shape) return unfinished;
    if (unfinished) await remove(client, followed, unfinished.generation);
    for (const { generation, state } of generations) if (state === 'retired') await remove(client, followed, generation);
    const generation = 1 + Math.max(0, ...generations.map((earlier) => earlier.generation));
    for (const table of followed.tables) {
      for (const statement of table.createStatements(generation)) await client.query(statement);
    }
    const begun = { projection: followed.name, generation, shape: followed.shape, state: 'building' } as const;
    await insertGeneration(client, begun);
    return { ...begun, checkpoint: -1n, failure: null, failedAt: null };
  });
}

/** Reads the next batch while one is folded and written. @returns how far it came: to the end. */
async function fill({ followed, generation, writer, taken }: Filling, from: Position, options: RebuildOptions): Promise<Position> {
  const { pool, store, signal, onProgress, batch } = options;
  let reached = from;
  let reading = readBatch(store, reached, batch);
  for (;;) {
    const events = await reading;
    const last = events.at(-1);
    const head = await store.head();
    onProgress?.({ done: Number(reached) + 1, total: Number(head?.position ?? -1n) + 1 });
    if (!last) return reached;
    signal?.throwIfAborted();
    reading = readBatch(store, last.position, batch);
    // Where the writing fails, nobody comes to hear how the reading went.
    reading.catch(() => undefined);
    const move = { projection: followed.name, generation, from: reached, to: last.position };
    await inRelaxedTransaction(pool, (client) => write(client, writer, move, events));
    reached = last.position;
    taken(events.length);
  }
}

async function write(client: PoolClient, writer: FollowedWriter, move: Move, events: readonly StoredEvent[]): Promise<void> {
  const parked = await moveOn(client, move);
  if (!parked) throw new Error(`Somebody else is rebuilding ${move.projection}; let them finish`);
  await writer.write(client, events, parked);
}

/** Indexes what was filled, unless that was done before a stop. */
async function makeReadable(pool: Pool, followed: Followed, generation: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    for (const table of followed.tables) {
      const { rows } = await client.query(`SELECT FROM pg_index WHERE indrelid = $1::regclass AND indisprimary`, [
        table.tableOf(generation),
      ]);
      if (rows.length > 0) continue;
      for (const statement of table.indexStatements(generation)) await client.query(statement);
      await client.query(`ANALYZE ${table.tableOf(generation)}`);
    }
  });
}

async function swap(filling: Filling, filledTo: Position, options: RebuildOptions): Promise<RebuildResult> {
  const { followed, generation } = filling;
  return inTransaction(options.pool, async (client) => {
    const live = await lockLive(client, followed);
    await lockGeneration(client, followed.name, generation);
    const reached = await catchUp(client, filling, filledTo, live?.checkpoint ?? filledTo, options.store);
    const compared = live?.shape === followed.shape && !options.acceptDifferences;
    if (live && compared) await requireSameRows(client, followed, live, generation);
    if (live) await setState(client, followed.name, live.generation, 'retired');
    await setState(client, followed.name, generation, 'live');
    for (const table of followed.tables) for (const statement of table.pointStatements(generation)) await client.query(statement);
    return { generation, events: Number(reached) + 1, compared };
  });
}

async function lockLive(client: PoolClient, followed: Followed): Promise<Generation | undefined> {
  const live = (await generationsOf(client, followed.name)).find(({ state }) => state === 'live');
  return live && lockGeneration(client, followed.name, live.generation);
}

/** What was recorded while the tables were filled: with the live generation locked, there is an end to it. */
async function catchUp(client: PoolClient, filling: Filling, from: Position, to: Position, store: EventStore): Promise<Position> {
  const { followed, generation, writer } = filling;
  let reached = from;
  while (reached < to) {
    const events = await readBatch(store, reached, BATCH, to);
    const last = events.at(-1);
    if (!last) break;
    await write(client, writer, { projection: followed.name, generation, from: reached, to: last.position }, events);
    reached = last.position;
  }
  return reached;
}

/** Compared as at the live checkpoint: where no worker runs, the rebuilt rows have come further. */
async function requireSameRows(client: PoolClient, followed: Followed, live: Generation, rebuilt: number): Promise<void> {
  const different: string[] = [];
  for (const table of followed.tables) {
    const before = await fingerprint(client, table.tableOf(live.generation), live.checkpoint);
    const after = await fingerprint(client, table.tableOf(rebuilt), live.checkpoint);
    if (before !== after) different.push(table.view);
  }
  if (different.length > 0) throw new RebuildDiffersError(different);
}

/** Count and sum of hashes over every version of every row up to a position: the same for the same rows in any order. */
async function fingerprint(client: PoolClient, table: string, upTo: Position): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(
    `SELECT count(*) || ':' || coalesce(sum(hashtextextended(
              (to_jsonb(row) || jsonb_build_object('valid_to', CASE WHEN row.valid_to > $1 THEN ${STILL_VALID} ELSE row.valid_to END))::text, 0
            )::numeric), 0) AS fingerprint
     FROM ${table} AS row WHERE row.valid_from <= $1`,
    [String(upTo)],
  );
  return rows[0]?.fingerprint ?? '';
}

async function remove(client: PoolClient, followed: Followed, generation: number): Promise<void> {
  for (const table of followed.tables) await client.query(`DROP TABLE IF EXISTS ${table.tableOf(generation)}`);
  await client.query(`DELETE FROM rm.generation WHERE projection = $1 AND generation = $2`, [followed.name, generation]);
}

async function readBatch(store: EventStore, after: Position, max = BATCH, upTo?: Position): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll({ after, max, ...(upTo === undefined ? {} : { upTo }) })) events.push(event);
  return events;
}
