import { packProtected, openProtected, type SealContext, type SealedField } from '@goldenthread/event-sourcing';
import { AesGcmSealer, SealBrokenError } from './aes-gcm-sealer.js';
import { InMemoryKeyTable } from './in-memory-key-table.js';
import type { KeyTable } from './key-table.js';

const CONTEXT: SealContext = {
  storeId: '11111111-1111-4111-8111-111111111111',
  stream: 'section11Return-22222222-2222-4222-8222-222222222222',
  eventId: '33333333-3333-4333-8333-333333333333',
  type: 'ItemAnswered',
  schemaVersion: 2,
  path: 'evidence.0.text',
};
const SCOPE = { record: CONTEXT.stream, group: 'narratives' };
const TEXT = 'We met the family twice. Ünïcode 🧵';

/** The key 00 01 02 … 1f, and the nonce 100 … 111. */
const fixedKey = { kid: '44444444-4444-4444-8444-444444444444', key: Uint8Array.from({ length: 32 }, (_, index) => index) };
const fixedTable: KeyTable = { keyFor: () => Promise.resolve(fixedKey), find: () => Promise.resolve(fixedKey) };
const fixedNonce = () => Uint8Array.from({ length: 12 }, (_, index) => 100 + index);

/** Made by another implementation (OpenSSL through Python), from the format as it is described. Never changes. */
const GOLDEN: SealedField = {
  alg: 'A256GCM',
  kid: '44444444-4444-4444-8444-444444444444',
  n: 'ZGVmZ2hpamtsbW5v',
  c: 'H37-CxyddupWB3-OuwgDkTvicn3iD5ZchxIwJjgMxifwjGAw07Uu',
  t: 'oyoWa1-1scpsVF7OWnR_sg',
};

describe('Sealing a text', () => {
  it('makes these bytes for ever, from this key and nonce', async () => {
    expect(await new AesGcmSealer(fixedTable, fixedNonce).seal(TEXT, SCOPE, CONTEXT)).toEqual(GOLDEN);
    expect(await new AesGcmSealer(fixedTable).open(GOLDEN, CONTEXT)).toBe(TEXT);
  });

  it.each(['', 'a', TEXT, 'x'.repeat(100_000), '\u0000 \u001a "quoted"'])('opens to the same text', async (text) => {
    const sealer = new AesGcmSealer(new InMemoryKeyTable());
    expect(await sealer.open(await sealer.seal(text, SCOPE, CONTEXT), CONTEXT)).toBe(text);
  });

  it('never makes the same bytes twice', async () => {
    const sealer = new AesGcmSealer(new InMemoryKeyTable());
    const [one, other] = [await sealer.seal(TEXT, SCOPE, CONTEXT), await sealer.seal(TEXT, SCOPE, CONTEXT)];
    expect(one.kid).toBe(other.kid);
    expect(one.n).not.toBe(other.n);
    expect(one.c).not.toBe(other.c);
  });

  it('refuses a text that could not come back as it was', async () => {
    await expect(new AesGcmSealer(fixedTable).seal('\ud800', SCOPE, CONTEXT)).rejects.toThrow(TypeError);
  });

  it('uses one key for each record and group', async () => {
    const sealer = new AesGcmSealer(new InMemoryKeyTable());
    const kid = async (record: string, group: string) => (await sealer.seal(TEXT, { record, group }, CONTEXT)).kid;
    const kids = [await kid('a', 'b'), await kid('a', 'c'), await kid('ab', ''), await kid('', 'ab'), await kid('a', 'b')];
    expect(new Set(kids).size).toBe(4);
    expect(kids[4]).toBe(kids[0]);
  });
});

describe('A sealed field', () => {
  const sealer = new AesGcmSealer(fixedTable);

  it.each<[keyof SealContext, string | number]>([
    ['storeId', '99999999-9999-4999-8999-999999999999'],
    ['stream', 'section11Return-99999999-9999-4999-8999-999999999999'],
    ['eventId', '99999999-9999-4999-8999-999999999999'],
    ['type', 'ItemCleared'],
    ['schemaVersion', 1],
    ['path', 'evidence.1.text'],
  ])('does not open where its %s is another', async (part, value) => {
    await expect(sealer.open(GOLDEN, { ...CONTEXT, [part]: value })).rejects.toThrow(SealBrokenError);
  });

  it('does not open where one part of its place runs into the next', async () => {
    const moved = { ...CONTEXT, stream: CONTEXT.stream + CONTEXT.eventId.slice(0, 1), eventId: CONTEXT.eventId.slice(1) };
    await expect(sealer.open(GOLDEN, moved)).rejects.toThrow(SealBrokenError);
  });

  it.each<['n' | 'c' | 't']>([['n'], ['c'], ['t']])('does not open with any bit of %s flipped', async (part) => {
    const original = Buffer.from(GOLDEN[part], 'base64url');
    for (let bit = 0; bit < original.length * 8; bit++) {
      const changed = Buffer.from(original);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(sealer.open({ ...GOLDEN, [part]: changed.toString('base64url') }, CONTEXT)).rejects.toThrow(SealBrokenError);
    }
  });

  it.each([
    ['a shorter tag', { t: Buffer.from(GOLDEN.t, 'base64url').subarray(0, 4).toString('base64url') }],
    ['no tag', { t: '' }],
    ['no nonce', { n: '' }],
    ['a shorter text', { c: GOLDEN.c.slice(0, -4) }],
  ])('does not open with %s', async (_, change) => {
    await expect(sealer.open({ ...GOLDEN, ...change }, CONTEXT)).rejects.toThrow(SealBrokenError);
  });

  it.each(['none', 'plain', 'A128GCM', 'a256gcm', ''])('does not choose the algorithm "%s"', async (alg) => {
    await expect(sealer.open({ ...GOLDEN, alg }, CONTEXT)).rejects.toThrow('this program does not open');
  });

  it('says where it lies and why it does not open, but not what it holds', async () => {
    const error: unknown = await sealer.open(GOLDEN, { ...CONTEXT, path: 'narrative' }).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty(
      'message',
      'The sealed field narrative of event 33333333-3333-4333-8333-333333333333 (ItemAnswered) does not open: ' +
        'it was changed, or it was sealed for another place.',
    );
  });

  it('of a key that was never in this table is broken; of a key that was destroyed, it is erased', async () => {
    const keys = new InMemoryKeyTable();
    const own = new AesGcmSealer(keys);
    const sealed = await own.seal(TEXT, SCOPE, CONTEXT);
    await expect(new AesGcmSealer(new InMemoryKeyTable()).open(sealed, CONTEXT)).rejects.toThrow('Is it the key table of this store?');
    const travelling = packProtected(sealed, CONTEXT);
    expect(await openProtected(own, travelling)).toBe(TEXT);
    keys.destroy(sealed.kid);
    expect(await own.open(sealed, CONTEXT)).toBeUndefined();
    expect(await openProtected(own, travelling)).toBeUndefined();
    expect((await own.seal(TEXT, SCOPE, CONTEXT)).kid).not.toBe(sealed.kid);
  });
});
