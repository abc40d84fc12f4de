import { dotPlot, smallMultiples, type Dot, type DotPlotModel, type Panel, type SmallMultiplesModel } from './index.js';

const dots: readonly Dot[] = [
  { name: 'Borsetshire', kind: 'like', value: 18, words: '18.0%' },
  { name: 'Marlshire & district', kind: 'own', value: 22, words: '22.0%' },
  { name: 'England', kind: 'wider', value: 25, words: '25.0%' },
  { name: 'Loamshire', kind: 'like', value: null, words: 'Suppressed' },
];
const plotted = (over: Partial<DotPlotModel> = {}): string =>
  dotPlot({
    id: 'd',
    title: 'Re-referrals',
    finding: 'Marlshire lies below England.',
    dots,
    names: { own: 'Marlshire', like: 'Statistical neighbours', wider: 'England' },
    numberInWords: (value) => `${value}%`,
    ...over,
  });

describe('a dot plot', () => {
  it('is read out as its title and its finding, and has no inline style and no words that are not escaped', () => {
    expect(plotted()).toContain('<desc id="d-finding">Marlshire lies below England.</desc>');
    expect(plotted()).toContain('<title>Marlshire &amp; district: 22.0%</title>');
    expect(plotted()).not.toMatch(/style=|NaN|undefined/);
  });

  it('draws each place as far along as its figure, and says in words where there is none', () => {
    const at = (name: string): number => Number(new RegExp(`cx="([\\d.]+)"[^>]*><title>${name}`).exec(plotted())?.[1]);
    expect(at('Marlshire')).toBeGreaterThan(at('Borsetshire'));
    expect(plotted()).toContain('>Suppressed</text>');
    expect(plotted()).not.toContain('<title>Loamshire');
  });

  it('tells its own place, those like it and what is wider by shape as well as colour', () => {
    const shapeOf = (dot: Dot | undefined): string =>
      plotted({ dots: dot ? [dot] : [] }).replaceAll(/<text.*?<\/text>|<title.*?<\/title>|<desc.*?<\/desc>| (fill|stroke)="[^"]*"/g, '');
    const same = { name: 'x', value: 20, words: '20' };
    expect(new Set((['own', 'like', 'wider'] as const).map((kind) => shapeOf({ ...same, kind }))).size).toBe(3);
  });

  it('can be drawn of nothing', () => {
    expect(plotted({ dots: [] })).not.toContain('NaN');
  });
});

const panel = (name: string, values: readonly (number | null)[], over: Partial<Panel> = {}): Panel => {
  const points = values.map((value) => ({ value, kind: value === null ? null : ('usual' as const) }));
  return { name, words: 'Usual variation', points, groups: [{ from: 0, to: 3, centre: 80, lower: 70, upper: 90 }], ...over };
};
const many = (over: Partial<SmallMultiplesModel> = {}): string =>
  smallMultiples({
    id: 'm',
    title: 'Attendance by agency',
    finding: 'One of two agencies says something unusual.',
    panels: [panel('Council', [80, 82, 81]), panel('Police', [80, null, 60], { points: [{ value: 60, kind: 'worse' }] })],
    target: 90,
    reach: [0, 100],
    ends: ['2021', '2026'],
    numberInWords: (value) => `${value}%`,
    ...over,
  });

describe('small multiples', () => {
  it('are read out as one title and finding, and have no inline style', () => {
    expect(many()).toContain('aria-labelledby="m-title m-finding"');
    expect(many()).not.toMatch(/style=|NaN|undefined/);
  });

  it('draw every panel on one scale: the same value is at the same height', () => {
    const alike = many({ panels: [panel('A', [50, 80, 80]), panel('B', [100, 80, 80])] });
    const ends = [...alike.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => y);
    expect(ends).toHaveLength(2);
    expect(new Set(ends).size).toBe(1);
  });

  it('draw no limit that no figure can reach, and have no mark there', () => {
    const high = many({ panels: [panel('Council', [99, 96, 97], { groups: [{ from: 0, to: 3, centre: 97, lower: 93, upper: 104 }] })] });
    expect(high).toContain('>100%<');
    expect(high).not.toMatch(/>1(0[1-9]|[1-9]0)%</);
    // One in the legend, and the lower one.
    expect([...high.matchAll(/stroke-dasharray="5 4"/g)]).toHaveLength(2);
  });

  it('mark what is unusual, and beside it only the last point', () => {
    expect([...many().matchAll(/<circle/g)]).toHaveLength(1);
    expect(many()).toContain('>Unusual: concern</text>');
    expect(many()).not.toContain('>Unusual: improving</text>');
  });

  it('call the middle line what it is: the mean where there are limits, the median where there are few figures', () => {
    const few = panel('Health', [80], { groups: [{ from: 0, to: 1, centre: 80, lower: null, upper: null }] });
    const named = (...panels: Panel[]): string[] => [...many({ panels }).matchAll(/>(Me[a-z ]+)<\/text>/g)].map(([, words = '']) => words);
    expect(named(panel('A', [80]))).toEqual(['Mean']);
    expect(named(few)).toEqual(['Median']);
    expect(named(panel('A', [80]), few)).toEqual(['Mean or median']);
  });

  it('stand three in a row', () => {
    const places = [...many({ panels: ['a', 'b', 'c', 'd'].map((name) => panel(name, [80])) }).matchAll(/translate\((\d+) (\d+)\)/g)];
    expect(places.map(([, x]) => x)).toEqual(['0', '300', '600', '0']);
    expect(many({ panels: [] })).not.toContain('NaN');
  });
});
