import { migratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { allMigrations, openLogger, openPlatform } from '@goldenthread/runtime';
import { answered, typed } from '../../../../test/support/typed.js';
import { Stopped } from '../failure.js';

describe('import register and agencies', () => {
  it('need a store that somebody began', async () => {
    await inStore(undefined, async (environment) => {
      expect(await typed('import register', environment)).toMatchObject({
        exitCode: 1,
        noted: expect.stringContaining('The store is empty'),
      });
    });
  });

  it('bring in one partnership or all, once, and go on where they were stopped', async () => {
    await inStore('production', async (environment) => {
      const stopped = await typed('import register', environment, AbortSignal.abort(new Stopped()));
      expect(stopped).toMatchObject({ exitCode: 130, noted: 'Stopped.' });
      const one = await answered<{ records: number; recorded: number }>('import register escb --json', environment);
      expect(one.recorded).toBeGreaterThan(35);
      expect(await answered('import register escb --json', environment)).toMatchObject({ records: one.records, recorded: 0 });
      const all = await answered<{ records: number; recorded: number }>('import register --json', environment);
      expect(all.records).toBeGreaterThan(one.records);
      expect(await typed('import register', environment)).toMatchObject({ exitCode: 0, printed: expect.stringContaining('nothing to do') });
      expect(await answered('store check --json', environment)).toMatchObject({ sound: true, events: one.recorded + all.recorded + 1 });
    });
  });

  it('put an agency on the list of those who are asked, once, and list it with its id', async () => {
    await inStore('production', async (environment) => {
      const add = 'agencies add escb --name "Essex Police" --kind police --basis children-act-2004-s11';
      expect(await typed(add, environment)).toMatchObject({
        exitCode: 1,
        noted: expect.stringContaining('`import register` brings it in'),
      });
      expect(await typed('agencies list escb', environment)).toMatchObject({ exitCode: 4 });
      await typed('import register escb', environment);
      expect(await typed('agencies list escb', environment)).toMatchObject({ printed: expect.stringContaining('asks nobody yet') });
      const listed = await answered<{ agency: string }>(`${add} --json`, environment);
      expect(await answered(`${add} --json`, environment)).toEqual(listed);
      expect(await typed(add.replace('children-act-2004-s11', 'contract'), environment)).toMatchObject({
        exitCode: 1,
        noted: expect.stringContaining('on the list already'),
      });
      expect(await typed('agencies list escb', environment)).toMatchObject({
        exitCode: 0,
        printed: expect.stringContaining(`  ${listed.agency}  Essex Police (children-act-2004-s11)`),
      });
    });
  });
});

/** Works on a database of its own, with a store begun for a purpose or with none. */
async function inStore(
  purpose: 'production' | undefined,
  work: (environment: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const database = await migratedDatabase(allMigrations);
  const keyEncryptionKey = Buffer.alloc(32, 7);
  const databaseUrl = database.adminUrl;
  try {
    if (purpose)
      await (await openPlatform({ databaseUrl, keyEncryptionKey, purpose, logger: openLogger({ logLevel: 'fatal' }, 2) })).close();
    await work({ DATABASE_URL: databaseUrl, KEY_ENCRYPTION_KEY: keyEncryptionKey.toString('base64') });
  } finally {
    await database.drop();
  }
}
