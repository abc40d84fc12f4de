import { listOf, parseFields, textOfList } from './fields.js';
import { isFromHere } from './form.guard.js';
import { basedOnOf, commandIdOf } from './submitted.js';

describe('the fields of a form', () => {
  it('are text, with line breaks as they were typed', () => {
    expect(parseFields('a=1&b=x%0D%0Ay%0Dz&c=%F0%9F%A7%B5+%26')).toEqual({ a: '1', b: 'x\ny\nz', c: '🧵 &' });
  });

  it('come once each, and not too many', () => {
    expect(() => parseFields('a=1&a=2')).toThrow('body-unreadable');
    expect(() => parseFields(Array.from({ length: 201 }, (_, n) => `f${n}=1`).join('&'))).toThrow('body-unreadable');
  });

  it('named as a list come as often as they are ticked, or hidden in one', () => {
    const ids = Array.from({ length: 2_417 }, (_, n) => `id-${n}`);
    const ticked = parseFields(`a=1&${ids.map((id) => `of[]=${id}`).join('&')}`);
    expect(listOf(ticked['of[]'])).toEqual(ids);
    const hidden = parseFields(new URLSearchParams({ 'of[]': textOfList(ids) }).toString());
    expect(listOf(hidden['of[]'])).toEqual(ids);
    expect([listOf(undefined), listOf(''), ticked.a]).toEqual([[], [], '1']);
  });

  it('named like parts of every object harm nothing', () => {
    const fields = parseFields('__proto__=1&constructor=2&toString=3');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('where a form came from', () => {
  const here = 'https://goldenthread.example';

  it.each<[Record<string, string>, boolean]>([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: here }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: here }, false],
    [{ origin: here }, true],
    [{ origin: `${here}.elsewhere.example` }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('is believed as the browser says: %j', (headers, believed) => {
    expect(isFromHere(headers, here)).toBe(believed);
  });
});

describe('what a change is', () => {
  it('and what it is based on must be said, in the form that pages give it', () => {
    expect(() => commandIdOf({})).toThrow('idempotency-key-unreadable');
    expect(() => commandIdOf({ commandId: '1' })).toThrow('idempotency-key-unreadable');
    expect([basedOnOf({ basedOn: 'new' }), basedOnOf({ basedOn: '17' })]).toEqual([undefined, 17]);
    for (const basedOn of [undefined, '', '-1', '1.5', '1e3', 'latest']) expect(() => basedOnOf({ basedOn })).toThrow('invalid');
  });
});
