import { isConnectionTrouble } from './connection-trouble.js';

const withCode = (code: string) => Object.assign(new Error('something'), { code });

describe('What counts as a lost connection', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03', '08006', '53300'])('%s does', (code) => {
    expect(isConnectionTrouble(withCode(code))).toBe(true);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
  ])('the driver saying "%s" does', (message) => {
    expect(isConnectionTrouble(new Error(message))).toBe(true);
  });

  it.each(['42501', '22P02', '57014', '23505', '28P01', '3D000'])('%s does not', (code) => {
    expect(isConnectionTrouble(withCode(code))).toBe(false);
  });

  it('an ended pool does not, nor what is no error', () => {
    expect(isConnectionTrouble(new Error('Cannot use a pool after calling end on the pool'))).toBe(false);
    expect(isConnectionTrouble('ECONNREFUSED')).toBe(false);
  });
});
