import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres, runningUrl } from '@goldenthread/embedded-postgres';
import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { typed } from '../../../test/support/typed.js';

describe('The command line, on an empty database', () => {
  let database: MigratedDatabase;
  beforeEach(async () => {
    database = await migratedDatabase([]);
  });
  afterEach(async () => {
    await database.drop();
  });

  it.each([
    ['store status', 1, '`goldenthread migrate` brings it up'],
    ['store check', 1, '`goldenthread migrate` brings it up'],
  ])('ends %s with %d before it is migrated, and says how to', async (text, exitCode, words) => {
    const ended = await typed(text, { DATABASE_URL: database.adminUrl });
    expect(ended).toEqual({ exitCode, printed: '', noted: expect.stringContaining(words) });
  });

  it('migrates it, and then has nothing to do or to show', async () => {
    const cli = (text: string) => typed(text, { DATABASE_URL: database.adminUrl });
    const done = (words: string) => ({ exitCode: 0, printed: expect.stringContaining(words), noted: '' });
    const failed = (exitCode: number, words: string) => ({ exitCode, printed: '', noted: expect.stringContaining(words) });
    expect(await cli('migrate')).toEqual(done('migrations ran:'));
    expect(await cli('migrate')).toEqual(done('There was nothing to do'));
    expect(await cli('store check')).toEqual(done('The store is empty'));
    expect(await cli('store status')).toEqual(done('The store is empty'));
    expect(await cli('rebuild section11-tool')).toEqual(failed(1, 'The store is empty'));
    expect(await cli(`replay return ${randomUUID()}`)).toEqual(failed(64, 'Nothing has been recorded'));
  });

  it('says nothing of a password that is refused', async () => {
    const url = new URL(database.adminUrl);
    url.password = 'canary-password';
    const { exitCode, printed, noted } = await typed('store status', { DATABASE_URL: url.href });
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(noted).toContain('refuses the user or the password');
    expect(noted).not.toContain('canary');
  });
});

describe('The command line, on a data folder', () => {
  const dataDir = join(tmpdir(), `goldenthread-cli-${randomUUID()}`);
  const postgres = new EmbeddedPostgres({ dataDir });
  afterAll(async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('works on the server that runs there and leaves it running; else on one of its own that it stops', async () => {
    const environment = { DATA_DIR: dataDir };
    const { url } = await postgres.start();
    expect(await typed('migrate', environment)).toMatchObject({ exitCode: 0, printed: expect.stringContaining('migrations ran:') });
    expect(await runningUrl(dataDir)).toBe(url);
    await postgres.stop();
    expect(await typed('store status', environment)).toMatchObject({ exitCode: 0, printed: expect.stringContaining('The store is empty') });
    expect(await runningUrl(dataDir)).toBeUndefined();
  });
});
