import { partnershipReadModels } from '@goldenthread/partnership';
import { readModels, viewNamesOf } from '@goldenthread/runtime';
import { section11ReadModels } from '@goldenthread/section11';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';
import { Stopped } from '../failure.js';

/** The views of what happens in the history that is played: cycles, but nothing to the partnership's groups. */
const PLAYED = new Set([...partnershipReadModels, ...section11ReadModels].map(({ projection }) => projection.name));
PLAYED.delete('group-meeting');

describe('rebuild', () => {
  let played: PlayedHistory;
  beforeAll(async () => {
    played = await openPlayedHistory();
  });
  afterAll(async () => {
    await played.close();
  });

  const cli = (text: string, signal?: AbortSignal) => typed(text, played.environment, signal);

  /** Every version of every row. */
  const rowsOf = async (view: string): Promise<unknown[]> => {
    const { rows } = await played.platform.pools.reader.query<{ row: unknown }>(
      `SELECT to_jsonb(v) AS row FROM rm."${view}" AS v ORDER BY v::text`,
    );
    return rows;
  };

  it.each(readModels.map((model) => [model.projection.name, viewNamesOf(model)] as const))(
    'of %s swaps in the same rows',
    async (name, views) => {
      const [view = ''] = views;
      const before = await rowsOf(view);
      expect(before.length > 0).toBe(PLAYED.has(name));
      expect(await answered(`rebuild ${name} --json`, played.environment)).toMatchObject({ view: name, generation: 2, compared: true });
      expect(await answered(`rebuild rm.${view} --json`, played.environment)).toMatchObject({ view: name, generation: 3, compared: true });
      expect(await rowsOf(view)).toEqual(before);
    },
  );

  it('swaps nothing where the rows differ, ends with 3, and takes them when that is accepted', async () => {
    const { projector } = played.platform.pools;
    const { rows: truth } = await projector.query(`SELECT * FROM rm.section11_cycle`);
    await projector.query(`UPDATE rm.section11_cycle SET title = 'Forged'`);
    const forged = await rowsOf('section11_cycle');
    expect(await cli('rebuild section11-cycle')).toEqual({
      exitCode: 3,
      printed: '',
      noted: expect.stringContaining('--accept-differences'),
    });
    expect(await rowsOf('section11_cycle')).toEqual(forged);
    expect(await cli('rebuild section11-cycle --accept-differences')).toMatchObject({ exitCode: 0, noted: '' });
    expect((await projector.query(`SELECT * FROM rm.section11_cycle`)).rows).toEqual(truth);
  });

  it('stops in order when it is told to, and goes on the next time', async () => {
    expect(await cli('rebuild section11-answer', AbortSignal.abort(new Stopped()))).toEqual({
      exitCode: 130,
      printed: '',
      noted: expect.stringMatching(/^Stopped after 0 of \d+ events.*run the same command again/),
    });
    expect(await cli('rebuild section11-answer')).toMatchObject({ exitCode: 0, printed: expect.stringContaining('was rebuilt from') });
  });
});
