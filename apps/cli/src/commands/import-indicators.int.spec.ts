import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { allMigrations, openLogger, openPlatform } from '@goldenthread/runtime';
import { answered, typed } from '../../../../test/support/typed.js';
import { releaseSummaryWords } from './import-indicators.js';

const HEADER = 'release,table,geo_code,geo_name,reporting_year,measure,value';
const row = (release: string, measure: string, value: string): string => `${release},c1,E10000012,Essex,2017,${measure},${value}`;

describe('import indicators', () => {
  it('brings releases in once, restates what a later one says otherwise, and says what it passed over', async () => {
    const database = await migratedDatabase(allMigrations);
    const folder = await mkdtemp(join(tmpdir(), 'goldenthread-extracts-'));
    const keyEncryptionKey = Buffer.alloc(32, 7);
    const { adminUrl: databaseUrl } = database;
    const environment = { DATABASE_URL: databaseUrl, KEY_ENCRYPTION_KEY: keyEncryptionKey.toString('base64') };
    try {
      const logger = openLogger({ logLevel: 'fatal' }, 2);
      await (await openPlatform({ databaseUrl, keyEncryptionKey, purpose: 'production', logger })).close();
      expect(await typed(`import indicators escb ${folder}`, environment)).toMatchObject({ exitCode: 64 });
      const rows = [row('2020', 'referrals', '9970'), row('2020', 'referrals_rate', '326.3'), row('2022', 'referrals_rate', '326')];
      await writeFile(join(folder, 'extract.csv'), [HEADER, ...rows, row('2022', 'referrals', '?')].join('\n'));
      await writeFile(join(folder, 'other.csv'), 'a,b\n1\n');
      expect(await typed(`import indicators escb ${folder}`, environment)).toMatchObject({
        exitCode: 64,
        noted: expect.stringContaining('other.csv cannot be read as CSV: see its line 2'),
      });
      await writeFile(join(folder, 'other.csv'), 'a,b\n1,2\n');
      expect(await typed(`import indicators escb ${folder}`, environment)).toMatchObject({
        exitCode: 4,
        noted: expect.stringContaining('`import register escb`'),
      });
      expect(await typed(`import indicators nowhere ${folder}`, environment)).toMatchObject({ exitCode: 64 });
      await typed('import register escb', environment);
      const first = await answered(`import indicators escb ${folder} --json`, environment);
      expect(first).toEqual({
        recorded: 2,
        restated: 1,
        same: 0,
        skipped: [expect.objectContaining({ period: 'FY2016-17' })],
        flagged: [],
        kept: [],
      });
      expect(await answered(`import indicators escb ${folder} --place E10000012 --json`, environment)).toMatchObject({
        recorded: 0,
        restated: 0,
        same: 3,
      });
      expect(await typed(`import indicators escb ${folder}`, environment)).toMatchObject({
        exitCode: 0,
        printed:
          '0 figures recorded, 0 restated, 3 known already; 1 passed over, 0 flagged, 0 left as changed by hand.\n  passed over: CIN-2022 E10000012 FY2016-17: c1.referrals: the sign "?" is not explained.',
      });
    } finally {
      await database.drop();
      await rm(folder, { recursive: true });
    }
  });

  it('writes out what is odd, and how much more of it there is', () => {
    const odd = Array.from({ length: 25 }, (_, n) => ({ release: 'CIN-2022', place: 'E10000012', period: 'FY2016-17', what: `Odd ${n}.` }));
    const words = releaseSummaryWords({ recorded: 1, restated: 0, same: 0, skipped: odd.slice(0, 1), flagged: odd, kept: [] }).split('\n');
    expect(words).toHaveLength(22);
    expect([words[1], words.at(-1)]).toEqual(['  passed over: CIN-2022 E10000012 FY2016-17: Odd 0.', '  and 6 more, which --json lists.']);
  });

  it('names first what was left as changed by hand, and what to do', () => {
    const kept = [
      { code: 'dfe-referrals', what: 'Its definition was changed.' },
      { code: 'dfe-referrals', place: 'E10000012', period: 'FY2016-17', what: '9969 stands.' },
    ];
    expect(releaseSummaryWords({ recorded: 0, restated: 0, same: 2, skipped: [], flagged: [], kept })).toBe(
      '0 figures recorded, 0 restated, 2 known already; 0 passed over, 0 flagged, 2 left as changed by hand.\n  left: dfe-referrals: Its definition was changed.\n  left: dfe-referrals E10000012 FY2016-17: 9969 stands.',
    );
  });
});
