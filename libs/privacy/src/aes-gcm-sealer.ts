import type { KeyScope, SealContext, SealedField, Sealer } from '@goldenthread/event-sourcing';
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, NONCE_BYTES } from './aes-gcm.js';
import type { KeyTable } from './key-table.js';
import { lengthPrefixed } from './length-prefixed.js';

/** The only algorithm that is written, and so far the only one that is opened (RFC 7518 §5.3 gives the name). */
const ALGORITHM = 'A256GCM';

/** A sealed field that does not open although its key was not destroyed: it is not what was stored, or not where. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';

  constructor(context: SealContext, why: string) {
    super(`The sealed field ${context.path} of event ${context.eventId} (${context.type}) does not open: ${why}`);
  }
}

/** Seals texts by AES-256-GCM, each bound to its store, stream, event, type, version, field and key. */
export class AesGcmSealer implements Sealer {
  /** @param nonce 96 bits, never the same twice: random by default. */
  constructor(
    private readonly keys: KeyTable,
    private readonly nonce: () => Uint8Array = () => randomBytes(NONCE_BYTES),
  ) {}

  /** @throws TypeError for a text with a lone surrogate, which UTF-8 could not give back. */
  async seal(text: string, scope: KeyScope, context: SealContext): Promise<SealedField> {
    if (!text.isWellFormed()) throw new TypeError(`The text of ${context.path} has a lone surrogate`);
    const { kid, key } = await this.keys.keyFor(scope);
    const { nonce, ciphertext, tag } = encrypt(key, this.nonce(), Buffer.from(text, 'utf8'), boundTo(context, kid));
    return { alg: ALGORITHM, kid, n: base64url(nonce), c: base64url(ciphertext), t: base64url(tag) };
  }

  /** @throws SealBrokenError for anything but the field that was sealed, in the place it was sealed for. */
  async open(sealed: SealedField, context: SealContext): Promise<string | undefined> {
    if (sealed.alg !== ALGORITHM) throw new SealBrokenError(context, `this program does not open "${sealed.alg}".`);
    const found = await this.keys.find(sealed.kid);
    if (found === 'destroyed') return undefined;
    if (!found) throw new SealBrokenError(context, `the key table knows no key ${sealed.kid}. Is it the key table of this store?`);
    const encrypted = { nonce: bytes(sealed.n), ciphertext: bytes(sealed.c), tag: bytes(sealed.t) };
    const plain = decrypt(found.key, encrypted, boundTo(context, sealed.kid));
    if (!plain) throw new SealBrokenError(context, 'it was changed, or it was sealed for another place.');
    return plain.toString('utf8');
  }
}

/** What a ciphertext is bound to. Frozen; the stream's revision is not in it, as a retry may land at another. */
function boundTo(context: SealContext, kid: string): Buffer {
  const { storeId, stream, eventId, type, schemaVersion, path } = context;
  return lengthPrefixed(['v1', storeId, stream, eventId, type, String(schemaVersion), path, kid]);
}

function base64url(content: Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
