import { setTimeout as sleep } from 'node:timers/promises';
import {
  canonicalBytes,
  EventCodec,
  InMemoryEventStore,
  newId,
  sha256,
  TimelineFold,
  uuidV5,
  type EventStore,
  type Instant,
  type Position,
  type SubscriptionMessage,
  type SubscriptionRange,
} from '@goldenthread/event-sourcing';
import { all, AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import { eventStoreMigrations, poolAs } from '@goldenthread/event-store-postgres';
import { migratedDatabase } from '@goldenthread/event-store-postgres/testing';
import fc from 'fast-check';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { followedModel, type FollowedWriter } from './followed.js';
import { writeBatch } from './follower.js';
import { generationsOf, moveCheckpoints } from './generations.js';
import { inTransaction } from './in-transaction.js';
import { parkEvent, ProjectionRunner, rebuildModel, ReadingPoints, readModelMigrations, validAt, type ReadModel } from './index.js';
import { Leases, type Lease } from './leases.js';
import { thingEvents, thingModel, ThingRow, type ThingEvent } from './testing/things.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A store whose clock the test sets, the views' database, and a runner over both. */
class Rig {
  now: Instant = '2026-03-01T09:00:00.000Z';
  readonly store = new InMemoryEventStore(() => this.now);
  readonly codec = new EventCodec(thingEvents, plainSealer, newId());
  readonly clock = { now: () => Promise.resolve(this.now) };
  private runner: ProjectionRunner | undefined;

  private constructor(
    readonly databaseUrl: string,
    readonly pool: Pool,
    readonly source: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  /** @param connections how many the runner may have at once. */
  static async open(connections = 10): Promise<Rig> {
    const database = await migratedDatabase([...eventStoreMigrations, ...readModelMigrations]);
    const pool = poolAs('projector', database.adminUrl, { max: connections, onIdleError: () => undefined });
    const source = new DataSource({
      type: 'postgres',
      url: database.adminUrl,
      entities: [ThingRow],
      extra: { options: '-c role=goldenthread_reader' },
    });
    return new Rig(database.adminUrl, pool, await source.initialize(), () => database.drop());
  }

  get points(): ReadingPoints {
    return new ReadingPoints(this.source, this.store, this.clock, [thingModel]);
  }

  start(model: ReadModel = thingModel, leaseMs?: number): ProjectionRunner {
    const runner = new ProjectionRunner([model], this.codec, { pool: this.pool, store: this.store, log: silent, leaseMs });
    runner.start();
    this.runner = runner;
    return runner;
  }

  async stop(): Promise<void> {
    await this.runner?.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.source.destroy();
    await this.pool.end();
    await this.drop();
  }

  async record(...events: readonly (ThingEvent | { type: string; data: object })[]): Promise<Position> {
    const commandId = newId();
    const stream = `thing-${commandId}`;
    const appended = events.map((event, ordinal) => {
      const bytes = canonicalBytes(event.data);
      const envelope = { schemaVersion: 1, effectiveOn: '2026-02-28', partnership: null, correlationId: commandId, causationId: null };
      return {
        ...envelope,
        id: uuidV5(commandId, String(ordinal)),
        type: event.type,
        actor: AN_AUTHOR,
        keyIds: [],
        bytes,
        sha256: sha256(bytes),
      };
    });
    const [outcome] = await this.store.append([{ stream, expected: 'any', commandId, digest: sha256(commandId), events: appended }]);
    if (outcome?.status !== 'appended') throw new Error('not appended');
    return outcome.result.position;
  }

  async shown(position: Position): Promise<void> {
    await this.points.find({ kind: 'now' }, [ThingRow], position);
  }

  rowsAt(position: Position): Promise<ThingRow[]> {
    return this.source.getRepository(ThingRow).find({ where: validAt(position), order: { thing: 'ASC' } });
  }
}

const thing = newId();
const named = (name: string, of = thing): ThingEvent => ({ type: 'ThingNamed', data: { thing: of, name, tags: [name] } });
const counted = (by: number, of = thing): ThingEvent => ({ type: 'ThingCounted', data: { thing: of, by } });
const removed = (of = thing): ThingEvent => ({ type: 'ThingRemoved', data: { thing: of } });

describe('Views', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(async () => {
    await rig.close();
  });

  describe('kept by the runner', () => {
    it('show what was recorded, as at every position', async () => {
      const first = await rig.record(named('one'));
      const second = await rig.record(counted(2), counted(3));
      const third = await rig.record(removed());
      rig.start();
      await rig.shown(third);
      expect(await rig.rowsAt(first)).toMatchObject([{ thing, name: 'one', count: 0, tags: ['one'], trueOn: '2026-02-28' }]);
      expect(await rig.rowsAt(second)).toMatchObject([{ count: 5 }]);
      expect(await rig.rowsAt(second - 1n)).toMatchObject([{ count: 2 }]);
      expect(await rig.rowsAt(third)).toEqual([]);
    });

    it('begin and go on with a single connection, so that many views never wait for one another', async () => {
      const poor = await Rig.open(1);
      try {
        poor.start();
        await poor.shown(await poor.record(named('one')));
      } finally {
        await poor.close();
      }
    });

    it('go on after a stop from where they were, and twice at once without writing twice', async () => {
      const first = rig.start();
      await rig.shown(await rig.record(named('one'), counted(1)));
      await first.stop();
      await rig.record(counted(10));
      const others = [rig.start(), rig.start()];
      for (let round = 0; round < 10; round++) await rig.record(counted(1));
      const head = await rig.store.head();
      await rig.shown(head?.position ?? 0n);
      expect(await rig.rowsAt(head?.position ?? 0n)).toMatchObject([{ count: 21 }]);
      await Promise.all(others.map((runner) => runner.stop()));
    });

    it('begin with as few connections as there are, one if need be', async () => {
      const pool = new Pool({ connectionString: rig.databaseUrl, options: '-c role=goldenthread_projector', max: 1 });
      const runner = new ProjectionRunner([thingModel], rig.codec, { pool, store: rig.store, log: silent });
      runner.start();
      await rig.shown(await rig.record(named('one')));
      await runner.stop();
      await pool.end();
    });

    it('stop at an event they cannot take, with all before it shown and the reason to be seen', async () => {
      rig.start();
      await rig.record(named('one'));
      const last = await rig.record(counted(4));
      const poison = await rig.record({ type: 'NeverHeardOf', data: {} });
      await rig.record(counted(100));
      const stopped = await eventually(async () => (await generationsOf(rig.pool, 'thing')).find(({ failure }) => failure !== null));
      expect(stopped).toMatchObject({ checkpoint: last, failedAt: poison });
      expect(stopped.failure).toContain('NeverHeardOf');
      expect(await rig.rowsAt(poison)).toMatchObject([{ count: 4 }]);
    });

    it('go on once an operator has parked the event, in a rebuild too', async () => {
      rig.start();
      await rig.record(named('one'));
      const poison = await rig.record({ type: 'NeverHeardOf', data: {} });
      const last = await rig.record(counted(7));
      await eventually(async () => (await generationsOf(rig.pool, 'thing')).find(({ failure }) => failure !== null));
      expect(await parkEvent(rig.pool, 'thing', poison + 1n, 'an operator', 'it is another one')).toBe(false);
      expect(await parkEvent(rig.pool, 'thing', poison, 'an operator', 'written by a trial of the next version')).toBe(true);
      await rig.shown(last);
      expect(await rig.rowsAt(last)).toMatchObject([{ count: 7 }]);
      expect(await rebuildModel(thingModel, rig.codec, { pool: rig.pool, store: rig.store })).toMatchObject({ compared: true });
    });

    it('stop where a projection asks for the impossible', async () => {
      rig.start();
      const poison = await rig.record(counted(1));
      const stopped = await eventually(async () => (await generationsOf(rig.pool, 'thing')).find(({ failure }) => failure !== null));
      expect(stopped).toMatchObject({ checkpoint: -1n, failedAt: poison });
    });
  });

  describe('shared by several workers', () => {
    const quick = 600;

    it('are taken over, within the life of a lease, from a worker that is gone', async () => {
      const leases = new Leases(rig.pool, 1, quick);
      expect(await leases.take('thing')).toEqual({ projection: 'thing', fence: '1' });
      const position = await rig.record(named('one'));
      rig.start(thingModel, quick);
      await rig.shown(position);
      expect(await rig.rowsAt(position)).toMatchObject([{ name: 'one' }]);
    });

    it('are not written by one that slept through its lease', async () => {
      const followed = followedModel(thingModel, rig.codec);
      const runner = rig.start(thingModel, quick);
      await rig.shown(await rig.record(named('one')));
      await runner.stop();
      const slept = await leaseOf(rig.pool, 'thing');
      rig.start(thingModel, quick);
      await eventually(async () => ((await leaseOf(rig.pool, 'thing')).fence === slept.fence ? undefined : true));
      const events = await all(rig.store.readAll());
      expect(await writeBatch(rig.pool, followed.writer(1), { ...slept, generation: 1, from: 0n, to: 1n }, events)).toBe(false);
      expect(await rig.rowsAt(0n)).toHaveLength(1);
    });

    it('are moved past what does not concern them together, each only where it stands and under its own lease', async () => {
      const names = ['one', 'two', 'three', 'four', 'five'];
      await rig.pool.query(
        `INSERT INTO rm.generation (projection, generation, shape, state, checkpoint)
         SELECT name, 1, '', CASE name WHEN 'four' THEN 'retired' ELSE 'live' END, 4 FROM unnest($1::text[]) AS name`,
        [names],
      );
      const moves = await Promise.all(
        names.map(async (name) => ({ ...(await leaseOf(rig.pool, name)), generation: 1, from: name === 'two' ? 3n : 4n, to: 9n })),
      );
      const slept = moves.map((move) => (move.projection === 'three' ? { ...move, fence: '7' } : move));
      await inTransaction(rig.pool, async (client) => {
        await client.query(`SELECT FROM rm.generation WHERE projection = 'five' FOR UPDATE`);
        expect(await moveCheckpoints(rig.pool, slept)).toEqual([true, false, false, false, false]);
      });
      expect(await moveCheckpoints(rig.pool, slept)).toEqual([false, false, false, false, true]);
      const { rows } = await rig.pool.query(`SELECT projection FROM rm.generation WHERE checkpoint = 9 ORDER BY projection`);
      expect(rows).toEqual([{ projection: 'five' }, { projection: 'one' }]);
    });

    it('say how far they are while they catch up with much that does not concern them', async () => {
      await rig.record(counted(1));
      const [event] = await all(rig.store.readAll());
      if (!event) throw new Error('nothing was recorded');
      const endless = async function* ({ signal }: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
        for (let position = 0n; position < 20_000n; position++) yield { kind: 'event', event: { ...event, position } };
        await sleep(60_000, undefined, { signal }).catch(() => undefined);
      };
      const store: EventStore = Object.assign(Object.create(rig.store) as EventStore, { subscribe: endless });
      const model = { ...thingModel, projection: { ...thingModel.projection, handles: ['ThingRemoved'] as const } };
      const runner = new ProjectionRunner([model], rig.codec, { pool: rig.pool, store, log: silent });
      runner.start();
      await eventually(async () => ((await generationsOf(rig.pool, 'thing'))[0]?.checkpoint === 19_999n ? true : undefined));
      await runner.stop();
    });

    it('are given up by one that has more than its share', async () => {
      const [first, second] = [new Leases(rig.pool, 2, quick), new Leases(rig.pool, 2, quick)];
      const faults: unknown[] = [];
      for (const leases of [first, second]) leases.start((error) => faults.push(error));
      const [one, two] = [await first.take('one'), await first.take('two')];
      await eventually(() => Promise.resolve(first.hasTooMany() ? true : undefined));
      expect(await second.take('two')).toBeUndefined();
      if (two) await first.release(two);
      expect(await first.take('two')).toBeUndefined();
      expect(await second.take('two')).toEqual({ projection: 'two', fence: '2' });
      expect(one).toEqual({ projection: 'one', fence: '1' });
      expect(faults).toEqual([]);
      await Promise.all([first.stop(), second.stop()]);
    });
  });

  describe('as at any position', () => {
    it('equal a rebuild from the events up to it, for any history in any batches', async () => {
      const ids = [newId(), newId(), newId()];
      const script = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('name', 'count', 'remove'), fc.nat(3)), { minLength: 1, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(script, fc.integer({ min: 1, max: 9 }), fc.nat(), async (steps, batchSize, seed) => {
          const history = possibleHistory(steps, ids);
          const events = await storedFrom(history);
          const model = { ...thingModel, projection: { ...thingModel.projection, name: `thing-${newId()}` } };
          const followed = { ...followedModel(model, rig.codec), tables: followedModel(thingModel, rig.codec).tables };
          const generation = 1_000_000 + (seed % 1_000_000);
          for (const table of followed.tables) {
            await rig.pool.query(`DROP TABLE IF EXISTS ${table.tableOf(generation)}`);
            for (const statement of table.createStatements(generation)) await rig.pool.query(statement);
          }
          await rig.pool.query(`INSERT INTO rm.generation (projection, generation, shape, state) VALUES ($1, $2, '', 'live')`, [
            followed.name,
            generation,
          ]);
          const lease = await leaseOf(rig.pool, followed.name);
          for (let start = 0; start < events.length; start += batchSize) {
            const batch = events.slice(start, start + batchSize);
            const [from, to] = [BigInt(start) - 1n, BigInt(start + batch.length) - 1n];
            expect(await writeBatch(rig.pool, followed.writer(generation), { ...lease, generation, from, to }, batch)).toBe(true);
          }
          const position = BigInt(seed % events.length);
          const [table] = followed.tables;
          const { rows } = await rig.pool.query<{ row: Record<string, unknown> }>(
            `SELECT to_jsonb(row) - 'valid_from' - 'valid_to' AS row FROM ${table?.tableOf(generation) ?? ''} AS row
             WHERE valid_from <= $1 AND valid_to > $1 ORDER BY thing`,
            [String(position)],
          );
          expect(rows.map(({ row }) => ({ ...row, named_at: new Date(String(row.named_at)).toISOString() }))).toEqual(
            await rebuiltUpTo(events, position),
          );
        }),
        { numRuns: 25 },
      );
    });

    it('are the same rows whatever of them is kept in mind from batch to batch, and whatever they hold', async () => {
      const [ids, model] = [[newId(), newId(), newId()], followedModel(thingModel, rig.codec)];
      const script = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('name', 'count', 'remove'), fc.nat(3)), { minLength: 1, maxLength: 40 });
      let generation = 10;
      const written = async (events: Awaited<ReturnType<typeof storedFrom>>, batch: number, writer: (of: number) => FollowedWriter) => {
        const [table, of] = [model.tables[0], ++generation];
        for (const statement of table?.createStatements(of) ?? []) await rig.pool.query(statement);
        const writing = writer(of);
        for (let start = 0; start < events.length; start += batch) {
          await inTransaction(rig.pool, (client) => writing.write(client, events.slice(start, start + batch), new Set()));
        }
        const name = table?.tableOf(of) ?? '';
        return (await rig.pool.query<object>(`SELECT * FROM ${name} ORDER BY thing, valid_from`)).rows;
      };
      const words = fc.constantFrom('plain', 'tab\tand\nline', 'back\\slash\\N', '\\N', '{"a":"\\t"}', '\r\n', 'é\u2028');
      await fc.assert(
        fc.asyncProperty(
          script,
          words,
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 0, max: 3 }),
          fc.boolean(),
          async (steps, word, batch, remember, fromNothing) => {
            const events = await storedFrom(possibleHistory(steps, ids, word));
            const forgetful = await written(events, 1, (of) => model.writer(of));
            const mindful = await written(events, batch, (of) => model.writer(of, { remember, fromNothing }));
            expect(mindful).toEqual(forgetful);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('are looked up by their keys, however many others there are', async () => {
      const [ids, model, generation] = [Array.from({ length: 3_000 }, newId), followedModel(thingModel, rig.codec), 7];
      const changed = ids.slice(0, 3);
      const events = await storedFrom([...ids.map((id) => named('one', id)), ...changed.map((id) => counted(1, id))]);
      for (const statement of model.tables[0]?.createStatements(generation) ?? []) await rig.pool.query(statement);
      const write = (some: typeof events): Promise<number> =>
        inTransaction(rig.pool, async (client) => {
          await model.writer(generation).write(client, some, new Set());
          const { rows } = await client.query<{ read: string }>(
            `SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = 'thing_7'`,
          );
          return Number(rows[0]?.read);
        });
      await write(events.slice(0, ids.length));
      expect(await write(events.slice(ids.length))).toBeLessThan(10 * changed.length);
    });

    /** The events as an in-memory store records them. */
    async function storedFrom(history: readonly ThingEvent[]) {
      const rigStore = new InMemoryEventStore(() => rig.now);
      const bytesOf = (event: ThingEvent) => canonicalBytes(event.data);
      for (const event of history) {
        const commandId = newId();
        const envelope = {
          schemaVersion: 1,
          effectiveOn: null,
          partnership: null,
          correlationId: commandId,
          causationId: null,
          actor: AN_AUTHOR,
          keyIds: [],
        };
        const appended = { ...envelope, id: newId(), type: event.type, bytes: bytesOf(event), sha256: sha256(bytesOf(event)) };
        await rigStore.append([{ stream: 'things-1', expected: 'any', commandId, digest: sha256(commandId), events: [appended] }]);
      }
      return all(rigStore.readAll());
    }

    async function rebuiltUpTo(events: Awaited<ReturnType<typeof storedFrom>>, position: Position): Promise<unknown[]> {
      const fold = new TimelineFold();
      for (const event of events.filter((candidate) => candidate.position <= position)) {
        for (const change of thingModel.projection.project(await rig.codec.decode(event))) fold.apply(change, event.position);
      }
      return fold
        .changes()
        .added.filter(({ validTo }) => validTo === null)
        .map(({ key, values: { namedAt, trueOn, ...values } }) => ({ ...key, ...values, named_at: namedAt, true_on: trueOn }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
  });

  describe('rebuilt', () => {
    const options = () => ({ pool: rig.pool, store: rig.store });

    it('are swapped when they hold the same, while the runner goes on', async () => {
      const runner = rig.start();
      await rig.shown(await rig.record(named('one'), counted(1)));
      const progress: number[] = [];
      const result = await rebuildModel(thingModel, rig.codec, { ...options(), onProgress: ({ done }) => progress.push(done) });
      expect(result).toEqual({ generation: 2, events: 2, compared: true });
      expect(progress.at(-1)).toBe(2);
      const after = await rig.record(counted(5));
      await rig.shown(after);
      expect(await rig.rowsAt(after)).toMatchObject([{ count: 6 }]);
      expect(await rig.rowsAt(0n)).toMatchObject([{ count: 0 }]);
      await runner.stop();
    });

    it('are not swapped when they differ, unless that is asked for', async () => {
      await rig.start().stop();
      rig.start();
      await rig.shown(await rig.record(named('one'), counted(1)));
      await rig.pool.query(`UPDATE rm.thing_1 SET count = 77`);
      await expect(rebuildModel(thingModel, rig.codec, options())).rejects.toThrow('thing differ');
      expect(await rig.rowsAt(1n)).toMatchObject([{ count: 77 }]);
      const accepted = await rebuildModel(thingModel, rig.codec, { ...options(), acceptDifferences: true });
      expect(accepted).toMatchObject({ compared: false });
      expect(await rig.rowsAt(1n)).toMatchObject([{ count: 1 }]);
    });

    it('are compared with live ones that lag behind, as far as those have come', async () => {
      const runner = rig.start();
      await rig.shown(await rig.record(named('one'), counted(1)));
      await runner.stop();
      await rig.record(counted(5));
      expect(await rebuildModel(thingModel, rig.codec, options())).toMatchObject({ events: 3, compared: true });
      await rig.pool.query(`UPDATE rm.thing_2 SET count = 77 WHERE valid_from = 1`);
      await rig.record(counted(5));
      await expect(rebuildModel(thingModel, rig.codec, options())).rejects.toThrow('thing differ');
    });

    it('begin anew after they differed: what was built wrongly is not gone on with', async () => {
      rig.start();
      await rig.shown(await rig.record(named('one'), counted(1)));
      const wrong = { ...thingModel, projection: { ...thingModel.projection, project: () => [] } };
      await expect(rebuildModel(wrong, rig.codec, options())).rejects.toThrow('thing differ');
      expect(await rebuildModel(thingModel, rig.codec, options())).toMatchObject({ generation: 3, compared: true });
    });

    it('go on where they were when they were stopped half-way', async () => {
      rig.start();
      for (let round = 0; round < 3; round++) await rig.record(...Array.from({ length: 400 }, () => named('one')));
      await rig.shown(1199n);
      const stopping = new AbortController();
      const stopped = rebuildModel(thingModel, rig.codec, {
        ...options(),
        batch: 1000,
        signal: stopping.signal,
        onProgress: ({ done }) => {
          if (done >= 1000) stopping.abort();
        },
      });
      await expect(stopped).rejects.toThrow('aborted');
      const seen: number[] = [];
      const result = await rebuildModel(thingModel, rig.codec, { ...options(), onProgress: ({ done }) => seen.push(done) });
      expect(seen[0]).toBe(1000);
      expect(result).toMatchObject({ generation: 2, compared: true });
    });

    it('are rebuilt by the runner itself when the projection is another', async () => {
      const runner = rig.start();
      await rig.shown(await rig.record(named('one')));
      await runner.stop();
      const shouting: ReadModel = {
        ...thingModel,
        projection: {
          ...thingModel.projection,
          version: 2,
          project: (event) => thingModel.projection.project({ ...event, data: { ...event.data, name: 'ONE' } }),
        },
      };
      rig.start(shouting);
      await eventually(async () =>
        (await generationsOf(rig.pool, 'thing')).find(({ generation, state }) => generation === 2 && state === 'live'),
      );
      expect(await rig.rowsAt(0n)).toMatchObject([{ name: 'ONE' }]);
    });
  });

  describe('asked for', () => {
    beforeEach(async () => {
      rig.start();
      rig.now = '2026-03-28T22:30:00.000Z';
      await rig.record(named('saturday'));
      rig.now = '2026-03-29T22:30:00.000Z';
      await rig.record(named('sunday, in summer time'));
      rig.now = '2026-03-30T12:00:00.000Z';
      await rig.shown(await rig.record(named('monday')));
    });

    const at = (asked: Parameters<ReadingPoints['find']>[0]) => rig.points.find(asked, [ThingRow]);

    it('now, at the newest position shown', async () => {
      expect(await at({ kind: 'now' })).toEqual({ position: 2n, instant: rig.now, day: '2026-03-30', isNow: true });
    });

    it('by a day, which ends at midnight in London', async () => {
      expect(await at({ kind: 'day', day: '2026-03-28' })).toMatchObject({ position: 0n, day: '2026-03-28', isNow: false });
      expect(await at({ kind: 'day', day: '2026-03-29' })).toMatchObject({ position: 1n, instant: '2026-03-29T22:59:59.999Z' });
      expect(await at({ kind: 'day', day: '2026-03-30' })).toMatchObject({ position: 2n, isNow: true });
    });

    it('by an instant, to the millisecond', async () => {
      expect(await at({ kind: 'instant', instant: '2026-03-29T22:29:59.999Z' })).toMatchObject({ position: 0n });
      expect(await at({ kind: 'instant', instant: '2026-03-29T22:30:00.000Z' })).toMatchObject({ position: 1n });
    });

    it('by a position, which says its instant and day', async () => {
      expect(await at({ kind: 'position', position: 1n })).toEqual({
        position: 1n,
        instant: '2026-03-29T22:30:00.000Z',
        day: '2026-03-29',
        isNow: false,
      });
    });

    it.each([
      ['tomorrow', { kind: 'day', day: '2026-03-31' }, 'as-at-in-future'],
      ['an instant to come', { kind: 'instant', instant: '2026-03-30T12:00:00.001Z' }, 'as-at-in-future'],
      ['a position to come', { kind: 'position', position: 3n }, 'as-at-in-future'],
      ['a day before the first event', { kind: 'day', day: '2026-03-27' }, 'as-at-before-first'],
    ] as const)('as at %s: refused, saying what range there is', async (_what, asked, code) => {
      await expect(at(asked)).rejects.toMatchObject({ code, details: { latest: rig.now, latestPosition: '2' } });
    });

    it('with what was just written, waited for; and refused when it does not come', async () => {
      const position = await rig.record(named('just now'));
      expect(await rig.points.find({ kind: 'now' }, [ThingRow], position)).toMatchObject({ position });
      await rig.stop();
      const unseen = await rig.record(named('while nobody follows'));
      await expect(rig.points.find({ kind: 'now' }, [ThingRow], unseen)).rejects.toMatchObject({ code: 'views-behind' });
    });

    it('with what nobody wrote: refused at once, saying how far the record goes', async () => {
      const nothing = rig.points.find({ kind: 'now' }, [ThingRow], 1_000_000n);
      await expect(nothing).rejects.toMatchObject({ code: 'position-not-recorded', details: { latestPosition: '2' } });
    });
  });
});

/** Only what could have happened: nothing is counted or removed that is not there. */
function possibleHistory(steps: readonly (readonly [number, string, number])[], ids: readonly string[], word = 'name'): ThingEvent[] {
  const there = new Set<string>();
  return steps.flatMap(([which, what, amount]): ThingEvent[] => {
    const of = ids[which] ?? '';
    if (what === 'name' || !there.has(of)) {
      there.add(of);
      return [named(`${word} ${amount}`, of)];
    }
    if (what === 'count') return [counted(amount, of)];
    there.delete(of);
    return [removed(of)];
  });
}

/** What the database says of a lease; one is made where there is none. */
async function leaseOf(pool: Pool, projection: string): Promise<Lease> {
  const { rows } = await pool.query<Lease>(
    `INSERT INTO rm.lease (projection, worker, fence, until) VALUES ($1, $2, 1, 'infinity')
     ON CONFLICT (projection) DO UPDATE SET fence = rm.lease.fence RETURNING projection, fence`,
    [projection, newId()],
  );
  if (!rows[0]) throw new Error('no lease');
  return rows[0];
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(20);
  }
  throw new Error('It never came about');
}
