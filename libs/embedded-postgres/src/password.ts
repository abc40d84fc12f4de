import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { EmbeddedPostgresError } from './failure.js';

/**
 * The cluster's password: read from its file, or drawn at random and kept there for this user's eyes only, whole or not
 * at all. It is what keeps the machine's other users out, since anybody may knock on a loopback port.
 *
 * @throws EmbeddedPostgresError `password-lost` where there is a cluster but no file.
 */
export function ensurePassword(file: string, hasCluster: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (hasCluster) {
    throw new EmbeddedPostgresError(
      'password-lost',
      `${file} is missing: it holds the password of the PostgreSQL data beside it. Put it back from the same backup as the data.`,
    );
  }
  const password = randomBytes(32).toString('base64url');
  writeDurably(file, password);
  return password;
}

function writeDurably(file: string, content: string): void {
  const beside = `${file}.${process.pid}`;
  const handle = openSync(beside, 'w', 0o600);
  writeSync(handle, `${content}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
}
