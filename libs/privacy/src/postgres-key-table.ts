import { isUuid, newId, type KeyScope } from '@goldenthread/event-sourcing';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { KEY_BYTES } from './aes-gcm.js';
import type { DataKey, KeyTable } from './key-table.js';
import { KeyWrapping } from './key-wrapping.js';
import { lengthPrefixed } from './length-prefixed.js';
import { RecentKeys } from './recent-keys.js';
import { ADD_KEY } from './statements/add-key.sql.js';
import { FIND_KEY } from './statements/find-key.sql.js';
import { FIND_LIVE_KEY } from './statements/find-live-key.sql.js';

export interface PostgresKeyTableOptions {
  /** Works as writer: may add keys. */
  readonly writer: pg.Pool;
  /** Works as reader. */
  readonly reader: pg.Pool;
  /** 32 bytes, kept outside the database. */
  readonly keyEncryptionKey: Uint8Array;
}

interface KeyRow {
  readonly kid: string;
  readonly record: string;
  readonly grp: string;
  readonly wrapped: Buffer | null;
}

const MOST_RECENT = 10_000;
const FIVE_MINUTES = 5 * 60 * 1_000;

/** Data keys in PostgreSQL, each wrapped. Keeps the last used unwrapped in memory, for five minutes at most. */
export class PostgresKeyTable implements KeyTable {
  private readonly writer: pg.Pool;
  private readonly reader: pg.Pool;
  private readonly wrapping: KeyWrapping;
  private readonly byId = new RecentKeys<DataKey>(MOST_RECENT, FIVE_MINUTES);
  /** Promises, so that many who ask at once ask the database once. */
  private readonly byScope = new RecentKeys<Promise<DataKey>>(MOST_RECENT, FIVE_MINUTES);

  constructor({ writer, reader, keyEncryptionKey }: PostgresKeyTableOptions) {
    this.writer = writer;
    this.reader = reader;
    this.wrapping = new KeyWrapping(keyEncryptionKey);
  }

  /** @throws KeyNotUnwrappedError where the key-encryption key is not the one this table was filled with. */
  async keyFor(scope: KeyScope): Promise<DataKey> {
    const name = lengthPrefixed([scope.record, scope.group]).toString('hex');
    const recent = this.byScope.get(name);
    if (recent) return recent;
    const asked = this.findOrAdd(scope);
    this.byScope.put(name, asked);
    try {
      return await asked;
    } catch (error) {
      this.byScope.drop(name);
      throw error;
    }
  }

  /** @throws KeyNotUnwrappedError where the key-encryption key is not the one this table was filled with. */
  async find(kid: string): Promise<DataKey | 'destroyed' | undefined> {
    if (!isUuid(kid)) return undefined;
    const recent = this.byId.get(kid);
    if (recent) return recent;
    const { rows } = await this.reader.query<KeyRow>({ name: 'keys.find', text: FIND_KEY, values: [kid] });
    return rows[0] && this.unwrapped(rows[0]);
  }

  private async findOrAdd(scope: KeyScope): Promise<DataKey> {
    return (await this.findLive(scope)) ?? (await this.add(scope)) ?? (await this.findLive(scope)) ?? this.nowhere(scope);
  }

  private async findLive({ record, group }: KeyScope): Promise<DataKey | undefined> {
    const { rows } = await this.writer.query<KeyRow>({ name: 'keys.find-live', text: FIND_LIVE_KEY, values: [record, group] });
    const found = rows[0] && this.unwrapped(rows[0]);
    return found === 'destroyed' ? undefined : found;
  }

  /** @returns nothing where another connection was first. */
  private async add(scope: KeyScope): Promise<DataKey | undefined> {
    const made: DataKey = { kid: newId(), key: randomBytes(KEY_BYTES) };
    const values = [made.kid, scope.record, scope.group, this.wrapping.wrap(made, scope)];
    const { rows } = await this.writer.query({ name: 'keys.add', text: ADD_KEY, values });
    if (rows.length === 0) return undefined;
    this.byId.put(made.kid, made);
    return made;
  }

  private unwrapped({ kid, record, grp, wrapped }: KeyRow): DataKey | 'destroyed' {
    if (!wrapped) return 'destroyed';
    const key = this.wrapping.unwrap(kid, wrapped, { record, group: grp });
    this.byId.put(kid, key);
    return key;
  }

  private nowhere({ record, group }: KeyScope): never {
    throw new Error(`The key of ${record} (${group}) was destroyed at the moment it was made: try again`);
  }
}
