import { KeyNotUnwrappedError, KeyWrapping } from './key-wrapping.js';

const SCOPE = { record: 'section11Return-1', group: 'narratives' };
const KEY = { kid: '44444444-4444-4444-8444-444444444444', key: Buffer.alloc(32, 7) };
const wrapping = new KeyWrapping(Buffer.alloc(32, 1));

describe('Wrapping a data key', () => {
  it('hides it, and gives it back', () => {
    const wrapped = wrapping.wrap(KEY, SCOPE);
    expect(wrapped).toHaveLength(61);
    expect(wrapped.includes(KEY.key.subarray(0, 8))).toBe(false);
    expect(wrapping.unwrap(KEY.kid, wrapped, SCOPE)).toEqual(KEY);
  });

  it('binds it to its id, record and group', () => {
    const wrapped = wrapping.wrap(KEY, SCOPE);
    expect(() => wrapping.unwrap('99999999-9999-4999-8999-999999999999', wrapped, SCOPE)).toThrow(KeyNotUnwrappedError);
    expect(() => wrapping.unwrap(KEY.kid, wrapped, { ...SCOPE, record: 'section11Return-2' })).toThrow(KeyNotUnwrappedError);
    expect(() => wrapping.unwrap(KEY.kid, wrapped, { ...SCOPE, group: 'comments' })).toThrow(KeyNotUnwrappedError);
  });

  it('notices every changed byte and every other length', () => {
    const wrapped = wrapping.wrap(KEY, SCOPE);
    for (let index = 0; index < wrapped.length; index++) {
      const changed = Buffer.from(wrapped);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => wrapping.unwrap(KEY.kid, changed, SCOPE)).toThrow(KeyNotUnwrappedError);
    }
    expect(() => wrapping.unwrap(KEY.kid, wrapped.subarray(0, 60), SCOPE)).toThrow(KeyNotUnwrappedError);
    expect(() => wrapping.unwrap(KEY.kid, Buffer.alloc(0), SCOPE)).toThrow(KeyNotUnwrappedError);
  });

  it('says what to check where the key-encryption key is another', () => {
    const wrapped = wrapping.wrap(KEY, SCOPE);
    const other = new KeyWrapping(Buffer.alloc(32, 2));
    expect(() => other.unwrap(KEY.kid, wrapped, SCOPE)).toThrow('Check that it is the one this database was first run with');
  });

  it.each([0, 16, 31, 33, 64])('takes no key-encryption key of %d bytes', (length) => {
    expect(() => new KeyWrapping(Buffer.alloc(length))).toThrow(RangeError);
  });
});
