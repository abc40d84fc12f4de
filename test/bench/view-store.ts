import { migrate, openPlatform, type Platform } from '@goldenthread/runtime';
import pg from 'pg';
import { pino } from 'pino';
import type { BenchServer } from './server.js';

/** The platform that every program stands on, over the bench's own database, and one plain connection beside it. */
export async function withViews<T>({ url }: BenchServer, work: (platform: Platform, plain: pg.Pool) => Promise<T>): Promise<T> {
  await migrate(url);
  const logger = pino({ level: 'silent' });
  const platform = await openPlatform({ databaseUrl: url, keyEncryptionKey: Buffer.alloc(32, 1), purpose: 'test', logger });
  const plain = new pg.Pool({ connectionString: url, max: 1 });
  try {
    return await work(platform, plain);
  } finally {
    await plain.end();
    await platform.close();
  }
}
