import { isLostAnswer, isTheirOwnFault } from './connection-trouble.js';

const withCode = (code: string) => Object.assign(new Error('something'), { code });

describe('What became of a call that failed', () => {
  it.each([withCode('ECONNRESET'), withCode('57P01'), new Error('Connection terminated unexpectedly'), new Error('Query read timeout')])(
    'is not known after %p',
    (error) => {
      expect(isLostAnswer(error)).toBe(true);
    },
  );

  it.each(['53100', '53300', '23505', '42501', '40001'])('is known after %s: nothing', (code) => {
    expect(isLostAnswer(withCode(code))).toBe(false);
  });

  it.each([withCode('22008'), withCode('23514'), withCode('42501'), withCode('P0001'), new TypeError('Not a day: never')])(
    'is the fault of one of those in it after %p',
    (error) => {
      expect(isTheirOwnFault(error)).toBe(true);
    },
  );

  it.each([withCode('53100'), withCode('ECONNRESET'), new Error('Cannot use a pool after calling end on the pool')])(
    'is nobody’s fault after %p',
    (error) => {
      expect(isTheirOwnFault(error)).toBe(false);
    },
  );
});
