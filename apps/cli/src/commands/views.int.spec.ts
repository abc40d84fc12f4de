import { migratedDatabase, withClient } from '@goldenthread/event-store-postgres/testing';
import { readModels } from '@goldenthread/runtime';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';

interface Status {
  readonly views: readonly {
    readonly projection: string;
    readonly stopped: { readonly at: string } | null;
    readonly generation: number | null;
  }[];
}

describe('views', () => {
  let played: PlayedHistory;
  beforeAll(async () => {
    played = await openPlayedHistory();
  });
  afterAll(async () => {
    await played.close();
  });
  const type = (text: string) => typed(text, played.environment);
  const stoppedAt = async (): Promise<string | undefined> => {
    const { views } = await answered<Status>('views status --json', played.environment);
    return views.find(({ projection }) => projection === 'section11-tool')?.stopped?.at;
  };
  /** As the runner leaves it that met an event it cannot take. */
  const stop = (at: number): Promise<unknown> =>
    withClient(played.database.adminUrl, (admin) =>
      admin.query(
        `UPDATE rm.generation SET failure = 'UnknownEventError: no such type', failed_at = $1 WHERE projection = 'section11-tool'`,
        [at],
      ),
    );

  it('retry lets the one that stopped try again, and says where there is nothing to try', async () => {
    await stop(3);
    expect(await stoppedAt()).toBe('3');
    expect(await type('views retry section11-tool')).toMatchObject({ exitCode: 0, printed: expect.stringContaining('tries again') });
    expect(await stoppedAt()).toBeUndefined();
    expect(await type('views retry section11-tool')).toMatchObject({ exitCode: 4, noted: expect.stringContaining('has not stopped') });
  });

  it('park passes by just the event that one stopped at, and keeps who decided so and why', async () => {
    await stop(5);
    const park = (position: number) => type(`views park section11-tool ${position} --by "An operator" --why "Written by a trial"`);
    expect(await park(4)).toMatchObject({ exitCode: 4, noted: expect.stringContaining('has not stopped at position 4') });
    expect(await park(5)).toMatchObject({ exitCode: 0, printed: expect.stringContaining('passes position 5 by') });
    expect(await stoppedAt()).toBeUndefined();
    const { rows } = await withClient(played.database.adminUrl, (admin) => admin.query('SELECT position, parked_by, why FROM rm.parked'));
    expect(rows).toEqual([{ position: '5', parked_by: 'An operator', why: 'Written by a trial' }]);
  });

  it('status says it in words', async () => {
    const { printed } = await type('views status');
    expect(printed.split('\n')).toHaveLength(readModels.length + 2);
    expect(printed).toContain('up with the store');
  });

  it('forget throws all of them away and makes room for new ones', async () => {
    const database = await migratedDatabase([]);
    const environment = { DATABASE_URL: database.adminUrl };
    try {
      await typed('migrate', environment);
      await withClient(database.adminUrl, (admin) => admin.query('INSERT INTO rm.moment VALUES (now(), 7)'));
      expect(await typed('views forget --yes', environment)).toMatchObject({
        exitCode: 0,
        printed: expect.stringContaining('All views are gone'),
      });
      const { rows } = await withClient(database.adminUrl, (admin) => admin.query('SELECT FROM rm.moment'));
      expect(rows).toEqual([]);
      expect(await typed('migrate', environment)).toMatchObject({ printed: expect.stringContaining('There was nothing to do') });
    } finally {
      await database.drop();
    }
  });
});
