import { EventJournal, type Position, type RecordedEvent, type Row, type RowVersion } from '@goldenthread/event-sourcing';
import { timelinesOf } from '@goldenthread/event-sourcing/testing';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { ProjectionRunner, validAt, type ReadModel, type RowClass } from '@goldenthread/read-models';
import { allMigrations, openLogger, openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import { playSection11, section11Steps, type Step } from '@goldenthread/section11/testing';
import fc from 'fast-check';

const EVERY_ROW = readModels.flatMap(({ rows }) => [...rows]);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Real histories in a real store, and every view of them kept by the runner: one history after another, told apart by ids. */
describe('The as-at law, over SQL', () => {
  let database: MigratedDatabase;
  let platform: Platform;
  let runner: ProjectionRunner;

  beforeAll(async () => {
    database = await migratedDatabase(allMigrations);
    const logger = openLogger({ logLevel: 'fatal' }, 2);
    platform = await openPlatform({ databaseUrl: database.adminUrl, keyEncryptionKey: Buffer.alloc(32, 7), purpose: 'test', logger });
    runner = started();
  });
  afterAll(async () => {
    await runner.stop();
    await platform.close();
    await database.drop();
  });

  it('holds: for any history and any position, the rows of every view are those of the events up to it alone', async () => {
    const compared = new Map<RowClass, number>();
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 });
    const law = fc.asyncProperty(section11Steps, places, fc.boolean(), async (steps, where, isCaughtUpLater) => {
      const events = await played(steps, isCaughtUpLater);
      for (const place of where) {
        const position = BigInt(Math.floor(place * (events.length - 1)));
        for (const row of EVERY_ROW) {
          const expected = rebuilt(events, position, row);
          expect({ position, rows: await shown(row, position) }).toEqual({ position, rows: expected });
          compared.set(row, (compared.get(row) ?? 0) + expected.length);
        }
      }
    });
    await fc.assert(law, { numRuns: 15, endOnFailure: true });
    const section11 = [...compared].filter(([row]) => row.name.startsWith('Section11'));
    expect(section11.map(([row, count]) => [row.name, count > 0])).toEqual(section11.map(([row]) => [row.name, true]));
    expect(section11.length).toBeGreaterThanOrEqual(7);
  });

  function started(): ProjectionRunner {
    const { codec, pools, store } = platform;
    const begun = new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log: silent });
    begun.start();
    return begun;
  }

  /**
   * All events of the store once another history is in it, with every view up with them.
   *
   * @param isCaughtUpLater whether the views come to it afterwards in great steps, or follow in small ones.
   */
  async function played(steps: readonly Step[], isCaughtUpLater: boolean): Promise<RecordedEvent[]> {
    if (isCaughtUpLater) await runner.stop();
    await playSection11(new EventJournal(platform.store, platform.codec), steps);
    if (isCaughtUpLater) runner = started();
    await platform.reading.find({ kind: 'now' }, EVERY_ROW, (await platform.store.head())?.position);
    const events: RecordedEvent[] = [];
    for await (const stored of platform.store.readAll()) events.push(await platform.codec.decode(stored));
    return events;
  }

  async function shown(row: RowClass, position: Position): Promise<Row[]> {
    const rows = await platform.source.getRepository(row).find({ where: validAt(position) });
    return sorted(rows.map(({ validFrom: _, validTo: __, ...columns }) => columns as unknown as Row));
  }

  /** The rows of a view, folded from the first event to a position, in the columns that its table has. */
  function rebuilt(events: readonly RecordedEvent[], position: Position, row: RowClass): Row[] {
    const { tableName, columns } = platform.source.getMetadata(row);
    const named = columns.map(({ propertyName }) => propertyName).filter((name) => !['validFrom', 'validTo'].includes(name));
    const valid = timeline(events, modelOf(row), position).filter(({ view, validTo }) => view === tableName && validTo === null);
    return sorted(valid.map(({ key, values }) => Object.fromEntries(named.map((name) => [name, { ...key, ...values }[name] ?? null]))));
  }
});

function timeline(events: readonly RecordedEvent[], { projection }: ReadModel, upTo: Position): readonly RowVersion[] {
  return timelinesOf(
    events.filter(({ position }) => position <= upTo),
    [projection],
  );
}

function modelOf(row: RowClass): ReadModel {
  const model = readModels.find(({ rows }) => rows.includes(row));
  if (!model) throw new Error(`${row.name} belongs to no read model`);
  return model;
}

function sorted(rows: readonly Row[]): Row[] {
  const textOf = (row: Row): string => JSON.stringify(Object.entries(row).sort());
  return rows.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}
