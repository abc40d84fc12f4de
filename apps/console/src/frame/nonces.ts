import { randomBytes } from 'node:crypto';

const nonces = new WeakMap<object, string>();

/** The nonce of one answer, the same in its head and on its page: what of the page's scripts may run. */
export function nonceOf(answer: object): string {
  const nonce = nonces.get(answer) ?? randomBytes(16).toString('base64');
  nonces.set(answer, nonce);
  return nonce;
}
