import { gradeCell, gradeMovement, type GradeMovement } from './index.js';

const levels = ['inadequate', 'requires-improvement', 'good', 'outstanding'].map((key) => ({ key, words: key }));
const movement = (over: Partial<GradeMovement> = {}): string =>
  gradeMovement({
    id: 'm',
    title: 'Movement',
    finding: 'Two of four went down.',
    levels,
    columns: ['Agency', 'Moderator', 'Agreed'],
    first: [
      { from: 'good', to: 'requires-improvement', grades: 2 },
      { from: 'good', to: 'good', grades: 1 },
      { from: 'inadequate', to: 'outstanding', grades: 1 },
    ],
    second: [{ from: 'requires-improvement', to: 'good', grades: 2 }],
    ...over,
  });

describe('a cell of grades', () => {
  it('is a bar for each case, the worst first and the higher the better', () => {
    const bars = [...gradeCell([3, 0, 1], 8).matchAll(/<rect x="(\d+)" y="(\d+)" width="7" height="(\d+)"/g)].map((bar) =>
      bar.slice(1).map(Number),
    );
    expect(bars).toEqual([
      [0, 18, 6],
      [9, 12, 12],
      [18, 0, 24],
    ]);
  });

  it('is as wide as the widest of its table, and there where there is no grade', () => {
    expect(gradeCell([], 8)).toContain('viewBox="0 0 72 25"');
    expect(gradeCell([], 0)).not.toMatch(/NaN|rect/);
  });
});

describe('the movement of grades', () => {
  const heights = (drawn: string): number[] => [...drawn.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));

  it('is read out as its title and its finding', () => {
    expect(movement()).toContain('<desc id="m-finding">Two of four went down.</desc>');
  });

  it('draws each level as tall as it has grades, on every side', () => {
    // 260 less three gaps of 16 over four grades: 53 each. Left: good 3, inadequate 1; middle: one, one, two; right: two.
    expect(heights(movement()).map((height) => height / 53)).toEqual([3, 1, 1, 1, 2, 2]);
  });

  it('tells up from down by where it goes and by colour, and leaves what stayed grey', () => {
    const paths = [...movement().matchAll(/<path d="M\d+ ([\d.]+)C[\d.]+ [\d.]+ [\d.]+ ([\d.]+) [^"]*" fill="(#\w+)"/g)];
    const drawn = paths.map(([, from, to, fill]) => ({ goes: Math.sign(Number(to) - Number(from)), fill }));
    expect(new Set(drawn.filter(({ fill }) => fill === '#2073bc').map(({ goes }) => goes))).toEqual(new Set([-1]));
    expect(drawn.filter(({ fill }) => fill === '#e46c0a').map(({ goes }) => goes)).toEqual([1]);
    expect(drawn.filter(({ fill }) => fill === '#b1b4b6')).toHaveLength(1);
  });

  it('names the levels there are, with how many grades, and survives where there is none', () => {
    expect(movement()).toContain('>good: 3<');
    expect(movement({ first: [], second: [] })).not.toMatch(/NaN|<rect|<path/);
  });

  it('has no inline style, which the pages forbid', () => {
    expect(movement()).not.toContain('style=');
  });
});
