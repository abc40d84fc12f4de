import { readAsAt } from './as-at.js';

describe('--as-at', () => {
  it.each([
    [undefined, { kind: 'now' }],
    ['2026-03-31', { kind: 'day', day: '2026-03-31' }],
    ['2026-03-31T12:00:00Z', { kind: 'instant', instant: '2026-03-31T12:00:00.000Z' }],
    ['2026-03-31T13:00:00+01:00', { kind: 'instant', instant: '2026-03-31T12:00:00.000Z' }],
    ['0', { kind: 'position', position: 0n }],
    ['48211', { kind: 'position', position: 48_211n }],
  ])('%s is understood', (text, asAt) => {
    expect(readAsAt(text)).toEqual(asAt);
  });

  it.each(['', 'yesterday', '2026-02-30', '31/03/2026', '-1', '007', '2026-03-31T12:00:00'])(
    '%p is refused, saying what can be',
    (text) => {
      expect(() => readAsAt(text)).toThrow('2019-03-31');
    },
  );
});
