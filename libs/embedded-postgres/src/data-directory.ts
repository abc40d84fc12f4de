import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EmbeddedPostgresError } from './failure.js';

/**
 * The data folder, made where it does not exist, by its real name. Only this user may look into it; under root others may
 * pass through, since its PostgreSQL runs as somebody else.
 *
 * @throws EmbeddedPostgresError `out-of-reach` where this user cannot write in it.
 */
export function ensureDataDirectory(path: string): string {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    const outermost = mkdirSync(path, { recursive: true });
    // Node answers a relative path to a relative one.
    if (outermost !== undefined)
      madeFolders(resolve(path), resolve(outermost)).forEach((folder) => {
        chmodSync(folder, mode);
      });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError('out-of-reach', `DATA_DIR ${path} cannot be used: ${reason}. Set DATA_DIR to a folder that you own.`);
  }
}

function madeFolders(innermost: string, outermost: string): string[] {
  return innermost === outermost ? [innermost] : [innermost, ...madeFolders(dirname(innermost), outermost)];
}
