import type { KeyScope } from '@goldenthread/event-sourcing';
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './aes-gcm.js';
import type { DataKey } from './key-table.js';
import { lengthPrefixed } from './length-prefixed.js';

/** The first byte of a wrapped key: AES-256-GCM, then nonce, key and tag. */
const FORMAT = 1;
const KEY_START = 1 + NONCE_BYTES;
const TAG_START = KEY_START + KEY_BYTES;

/** Thrown where a data key does not open: nearly always the key-encryption key is not the one it was wrapped under. */
export class KeyNotUnwrappedError extends Error {
  override readonly name = 'KeyNotUnwrappedError';

  constructor(kid: string) {
    super(
      `The data key ${kid} does not open under the key-encryption key this program was given. Check that it is the one this ` +
        'database was first run with, and not that of another environment or of a newer backup; no text was lost by this.',
    );
  }
}

/** Wraps data keys, so that whoever reads the key table cannot read what they sealed. */
export class KeyWrapping {
  /** @throws RangeError for a key-encryption key that is not 32 bytes. */
  constructor(private readonly keyEncryptionKey: Uint8Array) {
    if (keyEncryptionKey.length !== KEY_BYTES) {
      throw new RangeError(`The key-encryption key must be ${KEY_BYTES} bytes, not ${keyEncryptionKey.length}`);
    }
  }

  wrap({ kid, key }: DataKey, scope: KeyScope): Buffer {
    const { nonce, ciphertext, tag } = encrypt(this.keyEncryptionKey, randomBytes(NONCE_BYTES), key, boundTo(kid, scope));
    return Buffer.concat([Buffer.from([FORMAT]), nonce, ciphertext, tag]);
  }

  /** @throws KeyNotUnwrappedError for another key-encryption key, or a row that was changed. */
  unwrap(kid: string, wrapped: Uint8Array, scope: KeyScope): DataKey {
    if (wrapped[0] !== FORMAT || wrapped.length !== TAG_START + TAG_BYTES) throw new KeyNotUnwrappedError(kid);
    const nonce = wrapped.subarray(1, KEY_START);
    const ciphertext = wrapped.subarray(KEY_START, TAG_START);
    const tag = wrapped.subarray(TAG_START);
    const key = decrypt(this.keyEncryptionKey, { nonce, ciphertext, tag }, boundTo(kid, scope));
    if (!key) throw new KeyNotUnwrappedError(kid);
    return { kid, key };
  }
}

function boundTo(kid: string, { record, group }: KeyScope): Buffer {
  return lengthPrefixed(['data key v1', kid, record, group]);
}
