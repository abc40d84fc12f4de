import { followUpSteps, playFollowUp, type FollowUpStep } from '@goldenthread/actions/testing';
import { addDays } from '@goldenthread/calendar';
import {
  canonicalJson,
  EventJournal,
  newId,
  type Position,
  type RecordedEvent,
  type Row,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { timelinesOf } from '@goldenthread/event-sourcing/testing';
import { IndicatorPlayer, indicatorSteps, type IndicatorStep } from '@goldenthread/indicators/testing';
import { beginDay, policies, PolicyRunner, type PolicyCheckpoints } from '@goldenthread/policies';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { ProjectionRunner, validAt, type ReadModel, type RowClass } from '@goldenthread/read-models';
import { allMigrations, openLogger, openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import { playSection11, section11Steps, type Step } from '@goldenthread/section11/testing';
import fc from 'fast-check';

const EVERY_ROW = readModels.flatMap(({ rows }) => [...rows]);
/** What is done in one history, in each of the domains that has random ones. */
interface History {
  readonly section11: readonly Step[];
  readonly followUp: readonly FollowUpStep[];
  readonly indicators: readonly IndicatorStep[];
}
const histories: fc.Arbitrary<History> = fc.record({ section11: section11Steps, followUp: followUpSteps, indicators: indicatorSteps });

/** What is done beside each random history, so that no view stays empty by chance. */
const SURELY: History = {
  section11: [
    { does: 'open-cycle', cycle: 0, agency: 0, person: 0 },
    { does: 'return-whole', cycle: 0, agency: 0, person: 0, rating: 'met' },
  ],
  followUp: [
    // One agency is asked twice, and never answers: a letter is prepared.
    ...[0, 2].flatMap((number): FollowUpStep[] => [
      { does: 'issue', number, dueInDays: 5 },
      { does: 'RecordReceipt', number, daysAgo: 0, by: 2 },
    ]),
    ...(['meet', 'minutes', 'request', 'commission'] as const).map((what): FollowUpStep => ({ does: 'proceed', what, daysAgo: 0 })),
  ],
  indicators: [
    ...Array.from({ length: 12 }, (_, quarter): IndicatorStep => ({ does: 'record', quarter, value: 40 + quarter })),
    { does: 'rebase', quarter: 6 },
  ],
};

/** The views that random histories fill, and by how many. */
const FILLED: readonly (readonly [RegExp, number])[] = [
  [/^Section11/, 7],
  [/^(Action|Recommendation|FollowUp|Response|MeetingMinutes|ExtraordinaryMeeting|PracticeReview)/, 10],
  [/^Indicator/, 5],
];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Real histories in a real store, and every view of them kept by the runner: one history after another, told apart by ids. */
describe('The as-at law, over SQL', () => {
  let database: MigratedDatabase;
  let platform: Platform;
  let runner: ProjectionRunner;
  let today = '2028-01-01';
  const kept = new Map<string, Position>();
  const acted: PolicyCheckpoints = {
    find: (policy) => Promise.resolve(kept.get(policy)),
    move: (policy, to) => Promise.resolve(void kept.set(policy, to)),
  };

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
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 });
    const law = fc.asyncProperty(histories, places, fc.boolean(), async (history, where, isCaughtUpLater) => {
      const events = await played(history, isCaughtUpLater);
      for (const place of [...where, 1]) {
        const position = BigInt(Math.floor(place * (events.length - 1)));
        for (const row of EVERY_ROW) {
          const expected = rebuilt(events, position, row);
          expect({ position, rows: await shown(row, position) }).toEqual({ position, rows: expected });
          compared.set(row, (compared.get(row) ?? 0) + expected.length);
        }
      }
    });
    await fc.assert(law, { numRuns: 12, endOnFailure: true });
    for (const [names, least] of FILLED) {
      const filled = [...compared].filter(([row]) => names.test(row.name));
      expect(filled.map(([row, count]) => [row.name, count > 0])).toEqual(filled.map(([row]) => [row.name, true]));
      expect(filled.length).toBeGreaterThanOrEqual(least);
    }
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
  async function played(history: History, isCaughtUpLater: boolean): Promise<RecordedEvent[]> {
    if (isCaughtUpLater) await runner.stop();
    const journal = new EventJournal(platform.store, platform.codec);
    for (const { section11, followUp, indicators } of [history, SURELY]) {
      await playSection11(journal, section11);
      await playFollowUp(journal, followUp);
      const player = new IndicatorPlayer(journal, newId());
      await player.begin();
      await player.play(indicators);
    }
    await actOnAnotherDay(journal);
    if (isCaughtUpLater) runner = started();
    await platform.reading.find({ kind: 'now' }, EVERY_ROW, (await platform.store.head())?.position);
    const events: RecordedEvent[] = [];
    for await (const stored of platform.store.readAll()) events.push(await platform.codec.decode(stored));
    return events;
  }

  /** Lets a day begin that is later than all that was done, and the policies act: letters are prepared, notices raised. */
  async function actOnAnotherDay(journal: EventJournal): Promise<void> {
    today = addDays(today, 1);
    await beginDay(journal, { now: () => Promise.resolve(`${today}T09:00:00.000Z`) });
    await new PolicyRunner(policies, journal, acted, { warn: () => undefined }).catchUp();
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
  // A database keeps the fields of what is nested in an order of its own.
  const textOf = (row: Row): string => canonicalJson(row);
  return rows.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}
