import { canonicalBytes, sha256 } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { checkStore, type StoreCheckProgress } from './check-store.js';
import { openCreatedTestStore, openTestStore, withClient, type TestStore } from './testing/index.js';

describe('Checking a store', () => {
  let opened: TestStore;

  afterEach(() => opened.close());

  /** Positions 1 to 3 are thing-1@0..2 (one command of two events, one of one), 4 and 5 are thing-2@0..1. */
  const filled = async () => {
    opened = await openCreatedTestStore();
    await opened.store.append([
      aRequest({ stream: 'thing-1', count: 2 }),
      aRequest({ stream: 'thing-1' }),
      aRequest({ stream: 'thing-2', count: 2 }),
      aRequest({ stream: 'thing-2', count: 0 }),
      aRequest({ stream: 'thing-3', expected: 'none', count: 0 }),
    ]);
  };

  /** What only a superuser can do, who takes the protections off first. */
  const corrupt = (...statements: readonly string[]) =>
    withClient(opened.database.adminUrl, async (admin) => {
      for (const table of ['events', 'events_0', 'commands', 'streams', 'head'])
        await admin.query(`ALTER TABLE es.${table} DISABLE TRIGGER ALL`);
      await admin.query('ALTER TABLE es.events DROP CONSTRAINT sha256_is_of_data');
      for (const statement of statements) await admin.query(statement);
    });

  it('finds nothing in a sound one, and counts what it saw', async () => {
    await filled();
    expect(await checkStore(opened.reader)).toEqual({ events: 6, streams: 4, commands: 6, problems: [] });
  });

  it('finds nothing in an empty one', async () => {
    opened = await openTestStore();
    expect(await checkStore(opened.reader)).toEqual({ events: 0, streams: 0, commands: 0, problems: [] });
  });

  it('goes page by page through a larger one, and says how far it is', async () => {
    opened = await openCreatedTestStore();
    await opened.store.append([aRequest({ stream: 'thing-1', count: 2_500 })]);
    const progress: StoreCheckProgress[] = [];
    expect(await checkStore(opened.reader, (step) => progress.push(step))).toMatchObject({ events: 2_501, problems: [] });
    expect(progress).toEqual([
      { checking: 'events', done: 1_000, of: 2_501 },
      { checking: 'events', done: 2_000, of: 2_501 },
    ]);
  });

  it('sees one moment while writers go on', async () => {
    await filled();
    const writing = { on: true };
    const writers = (async () => {
      while (writing.on) await opened.store.append([aRequest({ stream: 'thing-1', count: 3 })]);
    })();
    for (let round = 0; round < 5; round++) expect((await checkStore(opened.reader)).problems).toEqual([]);
    writing.on = false;
    await writers;
  });

  const forged = canonicalBytes({ what: 'nothing happened' });
  const forgedSql = `decode('${Buffer.from(forged).toString('hex')}', 'hex')`;

  it.each<[string, readonly string[], readonly object[]]>([
    [
      'data rewritten under its old hash',
      [`UPDATE es.events SET data = ${forgedSql} WHERE position = 2`],
      [{ position: 2n, stream: 'thing-1', problem: 'The SHA-256 of its data is not the one stored with it.' }],
    ],
    [
      'a hash rewritten',
      [`UPDATE es.events SET sha256 = decode('${sha256('x')}', 'hex') WHERE position = 4`],
      [{ position: 4n, stream: 'thing-2', problem: expect.stringContaining('SHA-256') }],
    ],
    [
      'an event taken out of the middle',
      ['DELETE FROM es.events WHERE position = 2'],
      [
        { position: 3n, problem: 'Before it, a position is missing.' },
        { stream: 'thing-1', problem: expect.stringContaining('revision 2 does not follow') },
        { stream: 'thing-1', problem: 'Its last revision is said to be 2, but it has 2 events.' },
        { position: 2n, stream: 'thing-1', problem: expect.stringContaining('the last of them is not there') },
      ],
    ],
    [
      'the newest events cut off',
      ['DELETE FROM es.events WHERE position >= 4'],
      [
        { position: 5n, problem: 'The head is said to be 5, but the last event is at 3.' },
        { stream: 'thing-2', problem: 'Its last revision is said to be 1, but it has 0 events.' },
        { position: 5n, stream: 'thing-2', problem: expect.stringContaining('the last of them is not there') },
      ],
    ],
    [
      'the newest events cut off, and the head and their stream with them',
      [
        'DELETE FROM es.events WHERE position >= 4',
        `UPDATE es.streams SET revision = -1 WHERE stream = 'thing-2'`,
        'UPDATE es.head SET position = 3',
      ],
      [
        { position: 5n, stream: 'thing-2', problem: expect.stringContaining('the last of them is not there') },
        { position: 5n, stream: 'thing-2', problem: expect.stringContaining('a position or revision that the store does not have') },
        { position: 5n, stream: 'thing-3', problem: expect.stringContaining('a position or revision that the store does not have') },
      ],
    ],
    [
      'an event dated back',
      [`UPDATE es.events SET recorded_at = '2020-01-01' WHERE position = 3`],
      [
        { position: 3n, problem: expect.stringContaining('remembered with another stream, revision, position or time') },
        { position: 3n, problem: expect.stringContaining('It was recorded at 2020-01-01T00:00:00.000Z, before its predecessor') },
      ],
    ],
    [
      'an event id changed',
      [`UPDATE es.events SET event_id = gen_random_uuid() WHERE position = 5`],
      [{ position: 5n, problem: expect.stringContaining('does not follow from its command and its place in it') }],
    ],
    [
      'two events of a command changing places',
      [
        'UPDATE es.events SET revision = 99 WHERE position = 1',
        'UPDATE es.events SET revision = 0 WHERE position = 2',
        'UPDATE es.events SET revision = 1 WHERE position = 1',
      ],
      [
        { position: 1n, problem: expect.stringContaining('another stream, revision, position or time') },
        { position: 2n, problem: expect.stringContaining('another stream, revision, position or time') },
        { stream: 'thing-1', problem: 'Its revision 1 has a position before that of its predecessor.' },
        { stream: 'thing-1', problem: expect.stringContaining('the last of them is not there') },
      ],
    ],
    [
      'an event moved to another stream',
      [`UPDATE es.events SET stream_pk = (SELECT stream_pk FROM es.streams WHERE stream = 'thing-2'), revision = 2 WHERE position = 3`],
      [
        { position: 3n, stream: 'thing-2', problem: expect.stringContaining('another stream, revision, position or time') },
        { stream: 'thing-1', problem: 'Its last revision is said to be 2, but it has 2 events.' },
        { stream: 'thing-2', problem: 'Its revision 2 has a position before that of its predecessor.' },
        { stream: 'thing-2', problem: 'Its last revision is said to be 1, but it has 3 events.' },
        { position: 3n, stream: 'thing-1', problem: expect.stringContaining('the last of them is not there') },
      ],
    ],
    [
      'a command forgotten',
      ['DELETE FROM es.commands WHERE position = 3 AND count = 1'],
      [{ position: 3n, stream: 'thing-1', problem: expect.stringContaining('is not remembered') }],
    ],
    [
      'a stream forgotten',
      [`SET session_replication_role = replica`, `DELETE FROM es.streams WHERE stream = 'thing-2'`],
      [
        { position: 4n, problem: 'It belongs to a stream that does not exist.' },
        { position: 5n, problem: 'It belongs to a stream that does not exist.' },
        { problem: expect.stringContaining('wrote to a stream that does not exist') },
        { problem: expect.stringContaining('wrote to a stream that does not exist') },
      ],
    ],
    [
      'another purpose given to the store',
      [`UPDATE es.head SET purpose = 'production'`],
      [{ position: 0n, problem: 'It says the store is for test, but the head says production.' }],
    ],
    [
      'the head moved on',
      [`UPDATE es.head SET position = 8, recorded_at = '2100-01-01'`],
      [
        { position: 8n, problem: 'The head is said to be 8, but the last event is at 5.' },
        { position: 8n, problem: 'The head was not recorded when the last event was.' },
      ],
    ],
  ])('finds %s', async (_, statements, problems) => {
    await filled();
    await corrupt(...statements);
    const found = (await checkStore(opened.reader)).problems;
    expect(found).toHaveLength(problems.length);
    for (const problem of problems) expect(found).toContainEqual(expect.objectContaining(problem));
  });

  it('does not fill the memory over a ruined store: it counts the problems beyond a thousand', async () => {
    opened = await openCreatedTestStore();
    await opened.store.append([aRequest({ stream: 'thing-1', count: 1_100 })]);
    await corrupt(`UPDATE es.events SET data = ${forgedSql} WHERE position > 0`);
    const { problems } = await checkStore(opened.reader);
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toEqual({ problem: 'And 100 more.' });
  });
});
