import { RecentKeys } from './recent-keys.js';

describe('Recent keys', () => {
  it('keep only the last used', () => {
    const recent = new RecentKeys<string>(2, 1_000, () => 0);
    recent.put('a', 'A');
    recent.put('b', 'B');
    expect(recent.get('a')).toBe('A');
    recent.put('c', 'C');
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual(['A', undefined, 'C']);
  });

  it('go after their time, however often they are used', () => {
    let now = 0;
    const recent = new RecentKeys<string>(2, 1_000, () => now);
    recent.put('a', 'A');
    now = 600;
    expect(recent.get('a')).toBe('A');
    now = 1_000;
    expect(recent.get('a')).toBeUndefined();
  });

  it('can be replaced and dropped', () => {
    const recent = new RecentKeys<string>(2, 1_000, () => 0);
    recent.put('a', 'A');
    recent.put('a', 'B');
    recent.put('c', 'C');
    expect(recent.get('a')).toBe('B');
    recent.drop('a');
    expect(recent.get('a')).toBeUndefined();
    expect(recent.get('c')).toBe('C');
  });
});
