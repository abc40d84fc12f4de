import { randomUUID } from 'node:crypto';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres, runningUrl } from './index.js';

describe('A PostgreSQL that another program runs', () => {
  const dataDir = join(tmpdir(), `goldenthread-running-${randomUUID()}`);
  const postgres = new EmbeddedPostgres({ dataDir });

  afterAll(async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}-link`, { force: true });
  });

  it('is found by the folder it works in while it runs, and only by that', async () => {
    expect(await runningUrl(dataDir)).toBeUndefined();
    const { url } = await postgres.start();
    expect(await runningUrl(dataDir)).toBe(url);
    symlinkSync(dataDir, `${dataDir}-link`);
    expect(await runningUrl(`${dataDir}-link`)).toBe(url);
    expect(await answer(url)).toEqual([{ n: 1 }]);

    writeFileSync(join(dataDir, 'postgres-port'), '1\n');
    expect(await runningUrl(dataDir)).toBeUndefined();
    writeFileSync(join(dataDir, 'postgres-port'), `${new URL(url).port}\n`);

    await postgres.stop();
    expect(await runningUrl(dataDir)).toBeUndefined();
  });
});

async function answer(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select 1 as n');
  await client.end();
  return rows;
}
