import { section11ReadModels } from '@goldenthread/section11';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';
import { Stopped } from '../failure.js';

const SIZE = 5;

interface Archived {
  readonly archived: readonly { readonly name: string; readonly first: string; readonly last: string }[];
}

describe('store archive', () => {
  let played: PlayedHistory;
  beforeAll(async () => {
    played = await openPlayedHistory(SIZE);
  });
  afterAll(async () => {
    await played.close();
  });

  it('stops when it is told to, and says how to go on', async () => {
    expect(await typed('store archive', played.environment, AbortSignal.abort(new Stopped()))).toEqual({
      exitCode: 130,
      printed: '',
      noted: 'Stopped with 0 partitions archived. The same command goes on from there.',
    });
  });

  it('moves what is full, and leaves the store sound, readable and ready to be rebuilt from', async () => {
    const head = Number((await played.platform.store.head())?.position);
    const full = Math.floor(head / SIZE);
    expect(full).toBeGreaterThan(2);
    const first = await answered<Archived>(`store archive --before ${SIZE} --json`, played.environment);
    expect(first.archived).toMatchObject([{ name: 'events_0', first: '0', last: String(SIZE - 1) }]);
    const rest = await answered<Archived>('store archive --json', played.environment);
    expect(rest.archived).toHaveLength(full - 1);
    expect(await answered('store check --json', played.environment)).toMatchObject({ sound: true, events: head + 1 });
    for (const { projection } of section11ReadModels) {
      expect(await answered(`rebuild ${projection.name} --json`, played.environment)).toMatchObject({ compared: true });
    }
    expect((await typed('store archive', played.environment)).printed).toBe('There was nothing to archive: no such partition is full.');
  });

  it('sends those whose events lie in KurrentDB to its manual', async () => {
    const environment = { ...played.environment, EVENT_STORE_URL: 'kurrentdb://localhost:2113?tls=false' };
    expect(await typed('store archive', environment)).toMatchObject({ exitCode: 1, noted: expect.stringContaining('KurrentDB') });
  });
});
