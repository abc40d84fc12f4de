import { byteaArray } from './binary-arrays.js';

describe('A bytea[] in binary', () => {
  it('is written as PostgreSQL sends one', () => {
    const sent = byteaArray([Buffer.from('ab'), Buffer.alloc(0), Buffer.from([0xff])]);
    expect(sent.toString('hex')).toBe(
      ['00000001', '00000000', '00000011', '00000003', '00000001', '00000002', '6162', '00000000', '00000001', 'ff'].join(''),
    );
  });

  it('has no dimension when it is empty', () => {
    expect(byteaArray([]).toString('hex')).toBe('000000000000000000000011');
  });
});
