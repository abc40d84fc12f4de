import { RequestProblem } from './problem.js';
import { parseStrictJson } from './strict-json.js';

function problemOf(text: string | Uint8Array): { code: string; pointer: string | undefined } {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (error instanceof RequestProblem) return { code: error.code, pointer: error.errors[0]?.pointer };
    throw error;
  }
  throw new Error(`accepted: ${String(text).slice(0, 80)}`);
}

describe('A JSON body', () => {
  it('is read as JSON.parse reads it', () => {
    const text = '{"a":[1,2.5e3,{"b":null}],"c":"ü\\n\\ud83e\\uddf5","d":true}';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it('may name the same member in two different objects', () => {
    expect(parseStrictJson('[{"a":1},{"a":{"a":2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }]);
  });

  it.each([
    '',
    '{',
    '{"a":}',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}x',
    'NaN',
    '{"a":1 /* why */}',
    '{"a":"\\x"}',
    '"tab\tinside"',
    '\ufeff{}',
  ])('is refused when malformed: %s', (text) => {
    expect(problemOf(text).code).toBe('json-malformed');
  });

  it('is refused with a member given twice, saying which', () => {
    expect(problemOf('{"rating":"met","rating":"not-met"}')).toEqual({ code: 'json-duplicate-key', pointer: '/rating' });
    expect(problemOf('{"evidence":[{},{"text":"a","te\\u0078t":"b"}]}')).toEqual({
      code: 'json-duplicate-key',
      pointer: '/evidence/1/text',
    });
  });

  it.each(['{"a":["\\ud800"]}', '{"a":["\\udc00"]}', '{"a":["\ud800x"]}'])('is refused with half a character in it: %j', (text) => {
    expect(problemOf(text)).toEqual({ code: 'json-malformed', pointer: '/a/0' });
  });

  it('may speak of half a character', () => {
    expect(parseStrictJson('"write \\\\ud800"')).toBe('write \\ud800');
  });

  it.each([
    ['cut short', [0xf0, 0x9f, 0x98]],
    ['that are none', [0xff, 0xfe]],
  ])('is refused with bytes of UTF-8 %s', (_what, bytes) => {
    const quote = Buffer.from('"');
    expect(problemOf(Buffer.concat([quote, Buffer.from(bytes), quote])).code).toBe('json-malformed');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'is refused with a member that nobody would see: %s',
    (name) => {
      expect(problemOf(`{"a":[{"${name}":{"admin":true}}]}`)).toEqual({ code: 'invalid', pointer: `/a/0/${name}` });
    },
  );

  it('is refused when nested ten thousand deep, without harm', () => {
    expect(problemOf('['.repeat(10_000) + ']'.repeat(10_000)).code).toBe('json-too-deep');
    expect(problemOf('{"a":'.repeat(10_000)).code).toBe('json-too-deep');
  });
});
