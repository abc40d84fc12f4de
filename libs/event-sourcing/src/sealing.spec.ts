import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { isProtected, packProtected, type SealContext, type SealedField } from './sealing.js';

const text = fc.string({ unit: 'grapheme' });
const sealed: fc.Arbitrary<SealedField> = fc.record({ t: text, n: text, kid: text, c: text, alg: text });
const context: fc.Arbitrary<SealContext> = fc.record({
  type: text,
  stream: text,
  storeId: text,
  schemaVersion: fc.nat(),
  path: text,
  eventId: text,
});

describe('a packed text', () => {
  it('is the canonical JSON of what was sealed and of where it belongs, whatever the order they are said in', () => {
    fc.assert(
      fc.property(sealed, context, (field, where) => {
        const packed = packProtected(field, where);
        expect(isProtected(packed)).toBe(true);
        expect(Buffer.from(packed.slice(1), 'base64url').toString('utf8')).toBe(canonicalJson([field, where]));
      }),
    );
  });
});
