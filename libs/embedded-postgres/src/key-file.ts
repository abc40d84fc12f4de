import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'key-encryption-key';

/**
 * The key that wraps every data key: made at the first start and kept, readable by its owner alone. Without it no
 * narrative can be read again, so a backup of the database needs a backup of this file.
 *
 * @throws Error where the file is there and holds no such key.
 */
export function keyEncryptionKeyIn(dataDir: string): Buffer {
  const file = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return keyIn(file);
}

/**
 * The same key where there is one; nothing where there is none. For programs that read what is there: a key that they
 * made up would open nothing.
 *
 * @throws Error where the file is there and holds no such key.
 */
export function keptKeyEncryptionKey(dataDir: string): Buffer | undefined {
  const file = join(dataDir, FILE);
  return existsSync(file) ? keyIn(file) : undefined;
}

function keyIn(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length === 32) return key;
  throw new Error(
    `${file} should hold 32 bytes in base64 and does not. Restore it from a backup: without it the record's narratives stay sealed.`,
  );
}
