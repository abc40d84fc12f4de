import { newId, type KeyScope } from '@goldenthread/event-sourcing';
import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from './aes-gcm.js';
import type { DataKey, KeyTable } from './key-table.js';
import { lengthPrefixed } from './length-prefixed.js';

/** The key table that forgets: for specs. */
export class InMemoryKeyTable implements KeyTable {
  private readonly live = new Map<string, DataKey>();
  private readonly keys = new Map<string, DataKey | 'destroyed'>();

  keyFor({ record, group }: KeyScope): Promise<DataKey> {
    const scope = lengthPrefixed([record, group]).toString('hex');
    const key = this.live.get(scope) ?? { kid: newId(), key: randomBytes(KEY_BYTES) };
    this.live.set(scope, key);
    this.keys.set(key.kid, key);
    return Promise.resolve(key);
  }

  find(kid: string): Promise<DataKey | 'destroyed' | undefined> {
    return Promise.resolve(this.keys.get(kid));
  }

  /** Closes for ever what the key sealed. */
  destroy(kid: string): void {
    this.keys.set(kid, 'destroyed');
    for (const [scope, key] of this.live) if (key.kid === kid) this.live.delete(scope);
  }
}
