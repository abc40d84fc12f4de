import { newId, type SealContext } from '@goldenthread/event-sourcing';
import { eventStoreMigrations, poolAs, type WorkingRole } from '@goldenthread/event-store-postgres';
import { migratedDatabase, withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { AesGcmSealer } from './aes-gcm-sealer.js';
import { KeyNotUnwrappedError } from './key-wrapping.js';
import { privacyMigrations } from './migrations/index.js';
import { PostgresKeyTable } from './postgres-key-table.js';

const CANARY = 'canary-4711-the-family-of-the-child';
const SCOPE = { record: 'section11Return-1', group: 'narratives' };
const CONTEXT: SealContext = {
  storeId: newId(),
  stream: SCOPE.record,
  eventId: newId(),
  type: 'ItemAnswered',
  schemaVersion: 1,
  path: 'narrative',
};

describe('The key table in PostgreSQL', () => {
  const keyEncryptionKey = randomBytes(32);
  let database: MigratedDatabase;
  let pools: pg.Pool[];

  beforeEach(async () => {
    database = await migratedDatabase([...eventStoreMigrations, ...privacyMigrations]);
    pools = [];
  });

  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  const pool = (role: WorkingRole): pg.Pool => {
    const opened = poolAs(role, database.adminUrl, { max: 4, onIdleError: () => undefined });
    pools.push(opened);
    return opened;
  };
  /** As another process would have it: own pools, nothing remembered. */
  const keyTable = (wrappingKey: Uint8Array = keyEncryptionKey): PostgresKeyTable =>
    new PostgresKeyTable({ writer: pool('writer'), reader: pool('reader'), keyEncryptionKey: wrappingKey });
  const asAdmin = async <Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> =>
    withClient(database.adminUrl, async (admin) => (await admin.query<Row>(statement, values)).rows);

  it('gives a record and group one key, the same in every process', async () => {
    const made = await keyTable().keyFor(SCOPE);
    expect(made.key).toHaveLength(32);
    expect(await keyTable().keyFor(SCOPE)).toEqual(made);
    expect(await keyTable().find(made.kid)).toEqual(made);
    expect((await keyTable().keyFor({ ...SCOPE, group: 'comments' })).kid).not.toBe(made.kid);
    expect((await keyTable().keyFor({ ...SCOPE, record: 'section11Return-2' })).kid).not.toBe(made.kid);
  });

  it('gives one key to all who ask at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const scope = { record: `section11Return-${round}`, group: 'narratives' };
      const tables = [keyTable(), keyTable(), keyTable(), keyTable()];
      const keys = await Promise.all([...tables, ...tables].map((table) => table.keyFor(scope)));
      expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
      expect(new Set(keys.map((key) => Buffer.from(key.key).toString('hex'))).size).toBe(1);
    }
    expect(await asAdmin('SELECT count(*)::int AS keys FROM keys.data_key')).toEqual([{ keys: 5 }]);
  });

  it('knows no key that was never there, nor what is no id', async () => {
    expect(await keyTable().find(newId())).toBeUndefined();
    expect(await keyTable().find(`${SCOPE.record}/narratives`)).toBeUndefined();
  });

  it('seals in one process what another opens; nothing of the text or the key is in the table or in what is stored', async () => {
    const sealed = await new AesGcmSealer(keyTable()).seal(CANARY, SCOPE, CONTEXT);
    expect(await new AesGcmSealer(keyTable()).open(sealed, CONTEXT)).toBe(CANARY);
    const { key } = await keyTable().keyFor(SCOPE);
    const [row] = await asAdmin<{ text: string }>(`SELECT row_to_json(k)::text AS text FROM keys.data_key k`);
    const stored = [
      row?.text ?? '',
      JSON.stringify(sealed),
      ...Object.values(sealed).map((part: string) => Buffer.from(part, 'base64url').toString('latin1')),
    ];
    for (const text of stored) {
      expect(text).not.toContain(CANARY.slice(0, 11));
      expect(text).not.toContain(Buffer.from(CANARY).toString('base64url').slice(0, 11));
      expect(text).not.toContain(Buffer.from(key).toString('hex').slice(0, 16));
    }
    expect(row?.text).toContain(sealed.kid);
  });

  it('says what to check where the key-encryption key is another, and goes on with the right one', async () => {
    const made = await keyTable().keyFor(SCOPE);
    const other = keyTable(randomBytes(32));
    await expect(other.keyFor(SCOPE)).rejects.toThrow(KeyNotUnwrappedError);
    await expect(other.find(made.kid)).rejects.toThrow('Check that it is the one this database was first run with');
    expect(await keyTable().find(made.kid)).toEqual(made);
  });

  it('does not take a wrapped key that was put in the place of another', async () => {
    const [mine, theirs] = [await keyTable().keyFor(SCOPE), await keyTable().keyFor({ ...SCOPE, record: 'section11Return-2' })];
    await asAdmin('UPDATE keys.data_key SET wrapped = (SELECT wrapped FROM keys.data_key WHERE kid = $1) WHERE kid = $2', [
      mine.kid,
      theirs.kid,
    ]);
    await expect(keyTable().find(theirs.kid)).rejects.toThrow(KeyNotUnwrappedError);
  });

  it('tells a destroyed key from one that never was: its texts are erased, and new ones get a new key', async () => {
    const sealed = await new AesGcmSealer(keyTable()).seal(CANARY, SCOPE, CONTEXT);
    await asAdmin('UPDATE keys.data_key SET wrapped = NULL, destroyed_at = clock_timestamp() WHERE kid = $1', [sealed.kid]);
    expect(await keyTable().find(sealed.kid)).toBe('destroyed');
    expect(await new AesGcmSealer(keyTable()).open(sealed, CONTEXT)).toBeUndefined();
    expect((await keyTable().keyFor(SCOPE)).kid).not.toBe(sealed.kid);
  });

  it('asks the database once for what it used a moment ago', async () => {
    const counted = { queries: 0 };
    const reader = pool('reader');
    const query = (config: pg.QueryConfig) => (counted.queries++, reader.query(config));
    const table = new PostgresKeyTable({ writer: pool('writer'), reader: { query } as unknown as pg.Pool, keyEncryptionKey });
    const { kid } = await keyTable().keyFor(SCOPE);
    for (let round = 0; round < 3; round++) expect(await table.find(kid)).toMatchObject({ kid });
    expect(counted.queries).toBe(1);
  });

  it('asks again after a failure', async () => {
    const writer = pool('writer');
    let failures = 1;
    const query = (config: pg.QueryConfig) => (failures-- > 0 ? Promise.reject(new Error('gone')) : writer.query(config));
    const table = new PostgresKeyTable({ writer: { query } as unknown as pg.Pool, reader: pool('reader'), keyEncryptionKey });
    await expect(table.keyFor(SCOPE)).rejects.toThrow('gone');
    expect((await table.keyFor(SCOPE)).key).toHaveLength(32);
  });

  it.each<[WorkingRole, string, boolean]>([
    ['writer', 'SELECT', true],
    ['writer', 'INSERT', true],
    ['writer', 'UPDATE', false],
    ['writer', 'DELETE', false],
    ['writer', 'TRUNCATE', false],
    ['reader', 'SELECT', true],
    ['reader', 'INSERT', false],
    ['reader', 'UPDATE', false],
    ['reader', 'DELETE', false],
    ['projector', 'SELECT', false],
    ['projector', 'INSERT', false],
  ])('lets the %s %s: %p', async (role, privilege, allowed) => {
    const statement = `
      SELECT has_table_privilege($1, 'keys.data_key', $2) AND has_schema_privilege($1, 'keys', 'USAGE') AS may`;
    expect(await asAdmin(statement, [`goldenthread_${role}`, privilege])).toEqual([{ may: allowed }]);
  });
});
