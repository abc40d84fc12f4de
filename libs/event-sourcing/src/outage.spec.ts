import { OutcomeUnknownError } from './event-store.js';
import { isOutage } from './outage.js';

const withCode = (code: string) => Object.assign(new Error('something'), { code });

describe('What counts as an outage', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03', '08006', '53300', '53100'])('%s does', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
  ])('the driver saying "%s" does', (message) => {
    expect(isOutage(new Error(message))).toBe(true);
  });

  it('an append whose answer was lost does', () => {
    expect(isOutage(new OutcomeUnknownError(new Error('Query read timeout')))).toBe(true);
  });

  it.each(['42501', '22P02', '57014', '23505', '28P01', '3D000'])('%s does not', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });

  it('an ended pool does not, nor what is no error', () => {
    expect(isOutage(new Error('Cannot use a pool after calling end on the pool'))).toBe(false);
    expect(isOutage('ECONNREFUSED')).toBe(false);
  });
});
