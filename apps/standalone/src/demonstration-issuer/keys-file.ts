import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** What one demonstration issuer signs with: its own, never those that its library publishes. */
export interface IssuerSecrets {
  /** RSA private key of 2,048 bits, for RS256. */
  readonly signingKey: JWK;
  readonly cookieSecret: string;
}

const OWNER_ONLY = 0o600;

/**
 * The secrets kept in a file, which is made when it is not there. Two programs that start at once end with the same ones.
 *
 * @throws Error where the file holds something else.
 */
export async function secretsIn(file: string): Promise<IssuerSecrets> {
  const kept = (await read(file)) ?? (await create(file));
  await chmod(file, OWNER_ONLY);
  return kept;
}

async function read(file: string): Promise<IssuerSecrets | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parse(text, file);
}

function parse(text: string, file: string): IssuerSecrets {
  try {
    const { signingKey, cookieSecret } = JSON.parse(text) as IssuerSecrets;
    if (typeof signingKey.d === 'string' && typeof cookieSecret === 'string') return { signingKey, cookieSecret };
  } catch {
    // Whatever it is instead, it is not repeated: it may hold half a key.
  }
  throw new Error(`${file} does not hold the keys of the demonstration issuer. Remove it, and new ones are made; tokens given out end.`);
}

/** Writes beside the place and links into it: the file is whole as soon as it is there, and the first to come wins. */
async function create(file: string): Promise<IssuerSecrets> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, JSON.stringify(await generate()), { mode: OWNER_ONLY, flag: 'wx' });
    await link(draft, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return parse(await readFile(file, 'utf8'), file);
}

async function generate(): Promise<IssuerSecrets> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  const signingKey = { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' };
  return { signingKey, cookieSecret: randomBytes(32).toString('base64url') };
}
