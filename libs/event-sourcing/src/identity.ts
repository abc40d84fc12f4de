import { createHash, randomUUID } from 'node:crypto';

/** Everything this product names by derivation is named in this namespace (a random UUID, chosen once, kept for ever). */
export const GOLDEN_THREAD_NAMESPACE = '3b1e3a0c-5f0e-4a53-9a0d-6c1f6e0a9b77';

/**
 * UUID version 5 (RFC 9562 §5.5): the same namespace and name give the same id for ever, so a retried request names the
 * same stream and the same events.
 */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(uuidBytes(namespace)).update(name, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id that belongs to a natural key, such as "the return of this agency in this cycle". */
export function idOf(kind: string, ...key: readonly string[]): string {
  return uuidV5(GOLDEN_THREAD_NAMESPACE, JSON.stringify([kind, ...key]));
}

/** A fresh random id, for what has no natural key. */
export function newId(): string {
  return randomUUID();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in the one spelling used here (lower case, with hyphens). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function uuidBytes(uuid: string): Buffer {
  if (!isUuid(uuid)) throw new TypeError(`Not a UUID in lower case: ${uuid}`);
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
