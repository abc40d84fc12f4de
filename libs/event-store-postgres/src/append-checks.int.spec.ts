import type { AppendRequest, EventToAppend } from '@goldenthread/event-sourcing';
import { sha256 } from '@goldenthread/event-sourcing';
import { aRequest, anEvent } from '@goldenthread/event-sourcing/testing';
import { openBareTestStore, type TestStore } from './testing/index.js';

const NOT_NULL = '23502';
const CHECK = '23514';

/** One after another, all at once, and alone: each is another part of the functions. */
const WAYS: readonly [string, (request: AppendRequest) => readonly AppendRequest[]][] = [
  ['alone, at an exact revision', (request) => [{ ...request, expected: 'none' }]],
  ['alone, at any revision', (request) => [{ ...request, expected: 'any' }]],
  [
    'beside another, both at exact revisions',
    (request) => [{ ...request, expected: 'none' }, aRequest({ stream: 'good', expected: 'none' })],
  ],
  ['beside another, both at any revision', (request) => [aRequest({ stream: 'good' }), { ...request, expected: 'any' }]],
];

const event = (with_: Partial<EventToAppend>): EventToAppend => ({ ...anEvent(), ...with_ });

const REFUSED: readonly [string, string, Partial<AppendRequest>][] = [
  ['a stream without a name', CHECK, { stream: '' }],
  ['a digest that is not of SHA-256', CHECK, { digest: 'ab'.repeat(31) }],
  ['an event without a type', CHECK, { events: [event({ type: '' })] }],
  ['a schema version before the first', CHECK, { events: [event({ schemaVersion: 0 })] }],
  ['data with the hash of something else', CHECK, { events: [event({ sha256: sha256('something else') })] }],
  ['an event of nobody', NOT_NULL, { events: [event({ actor: { person: null as unknown as string, agency: 'a', role: 'r' } })] }],
];

describe('The tables of PostgreSQL and the functions that write them', () => {
  let opened: TestStore;

  beforeAll(async () => {
    opened = await openBareTestStore();
    await opened.store.append([aRequest({ stream: 'first' })]);
  });

  afterAll(() => opened.close());

  describe.each(WAYS)('asked to take a request %s', (_, way) => {
    it.each(REFUSED)('refuse %s', async (__, code, wrong) => {
      const before = await opened.store.head();
      await expect(opened.store.append(way({ ...aRequest({ stream: 'bad' }), ...wrong }))).rejects.toMatchObject({ code });
      expect(await opened.store.head()).toEqual(before);
    });
  });

  it('refuse counts that are less than none, or not of the events given', async () => {
    const events = `ARRAY[]::uuid[], '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'`;
    const digest = `decode(repeat('ab', 32), 'hex')`;
    for (const counts of ['{-1}', '{1}']) {
      const append = `SELECT es.append('{bad}', '{-1}', ARRAY[gen_random_uuid()], ARRAY[${digest}], '${counts}', ${events})`;
      await expect(opened.writer.query(append)).rejects.toMatchObject({ code: '22023' });
    }
  });

  it('still carry every constraint and every unique index that keeps them sound', async () => {
    const { rows } = await opened.reader.query<{ table: string; constraint: string }>(
      `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS constraint
         FROM pg_constraint WHERE connamespace = 'es'::regnamespace AND contype IN ('c', 'f', 'p', 'u') ORDER BY 1, 2`,
    );
    const of = (table: string): string[] => rows.flatMap((row) => (row.table === table ? [row.constraint] : []));
    expect(of('es.events_0')).toEqual([
      'CHECK ((revision >= 0))',
      'CHECK ((schema_version >= 1))',
      'CHECK ((sha256 = sha256(data)))',
      `CHECK ((type <> ''::text))`,
      'PRIMARY KEY ("position")',
    ]);
    expect(of('es.streams')).toEqual(['PRIMARY KEY (stream_pk)', 'UNIQUE (stream)']);
    expect(of('es.commands')).toEqual(['PRIMARY KEY (command_id)']);
    const indexes = await opened.reader.query<{ columns: string }>(
      `SELECT pg_get_indexdef(indexrelid) AS columns FROM pg_index WHERE indrelid = 'es.events_0'::regclass AND indisunique ORDER BY 1`,
    );
    expect(indexes.rows.map(({ columns }) => columns.replace(/.*USING btree /, ''))).toEqual(
      expect.arrayContaining(['(stream_pk, revision)', '(event_id)', '("position")']),
    );
  });
});
