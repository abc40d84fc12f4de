import type { Sealer } from '../sealing.js';

/** A sealer that seals nothing: base64 under a key named after its scope. For specs that are not about sealing. */
export const plainSealer: Sealer = {
  seal: (text, scope) => {
    return Promise.resolve({ alg: 'plain', kid: `${scope.record}/${scope.group}`, n: '', c: Buffer.from(text).toString('base64'), t: '' });
  },
  open: (sealed) => Promise.resolve(Buffer.from(sealed.c, 'base64').toString('utf8')),
};
