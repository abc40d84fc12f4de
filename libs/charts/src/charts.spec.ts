import { changeMark, countsOverTime, densityStrip, ratingBar, responseCurve } from './index.js';
import { element, text } from './svg.js';

const curve = responseCurve({
  id: 'curve',
  title: 'Returns that have come in',
  finding: '2 of 4 returns came in by the day they were due.',
  now: { name: 'This cycle', totals: [0, 1, 1, 2], issued: 4 },
  before: { name: 'Last & before', totals: [0, 4], issued: 4 },
  dueOnDay: 3,
});

describe('A chart', () => {
  it('is read out as its title and its finding', () => {
    expect(curve).toContain('role="img" aria-labelledby="curve-title curve-finding"');
    expect(curve).toContain('<desc id="curve-finding">2 of 4 returns came in by the day they were due.</desc>');
  });

  it('has no inline style, which the pages forbid, and no words that are not escaped', () => {
    expect(curve).not.toContain('style=');
    expect(curve).toContain('Last &amp; before');
    expect(element('a', { title: '"<>' }, text('<b>'))).toBe('<a title="&quot;&lt;&gt;">&lt;b&gt;</a>');
  });

  it('steps from day to day as shares of what was issued, from nothing to all', () => {
    expect(curve).toContain('d="M44 216H196V166H348V166H500V116"');
    expect(curve).toContain('d="M44 216H196V16"');
  });

  it('names curves that end at the same height apart from each other', () => {
    const same = responseCurve({
      id: 'c',
      title: '',
      finding: '',
      now: { name: 'N', totals: [1], issued: 2 },
      before: { name: 'B', totals: [1], issued: 2 },
      dueOnDay: 1,
    });
    const heights = [...same.matchAll(/y="([\d.]+)"[^>]*>(?:N|B)</g)].map(([, y]) => Number(y));
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBe(18);
  });

  it('names a curve above the axis while nothing has come in', () => {
    const empty = responseCurve({ id: 'c', title: '', finding: '', now: { name: 'N', totals: [0], issued: 2 }, dueOnDay: 1 });
    expect(empty).toMatch(/y="208"[^>]*>N</);
  });

  it('writes every count, and draws those that are not nothing by one scale', () => {
    const counts = countsOverTime({
      id: 'o',
      title: '',
      finding: '',
      moments: ['31 Oct', '30 Nov'],
      rows: [
        { name: 'Vale & Coast', counts: [0, 4] },
        { name: 'Fire', counts: [1, 2] },
      ],
    });
    expect([...counts.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height))).toEqual([24, 6, 12]);
    expect([...counts.matchAll(/>(\d+)</g)].map(([, count]) => Number(count))).toEqual([0, 4, 1, 2]);
    expect(counts).toContain('Vale &amp; Coast');
  });

  it('draws nothing on a day without changes, and at least a mark on a day with one', () => {
    const strip = densityStrip({
      id: 's',
      title: '',
      finding: '',
      days: [0, 1, 10_000],
      moments: [{ day: 1, label: 'Due' }],
      ends: ['a', 'b'],
    });
    expect([...strip.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height))).toEqual([3, 44]);
  });

  it('marks every moment, and writes no words over other words: the latest are said first', () => {
    const moments = Array.from({ length: 12 }, (_, index) => ({ day: index * 2, label: `Moment number ${index + 1}` }));
    const strip = densityStrip({ id: 's', title: '', finding: '', days: Array.from({ length: 24 }, () => 1), moments, ends: ['', ''] });
    expect([...strip.matchAll(/stroke-dasharray="2 2"/g)]).toHaveLength(12);
    const said = [...strip.matchAll(/<text [^>]*?x="([\d.]+)" y="(14|32)" text-anchor="(start|middle|end)"[^>]*>([^<]+)</g)].map(
      ([, x, y, anchor, words = '']) => {
        const width = words.length * 7;
        const from = Number(x) - { start: 0, middle: width / 2, end: width }[anchor as 'start' | 'middle' | 'end'];
        return { y, from, to: from + width, words };
      },
    );
    expect(said.map(({ words }) => words)).toContain('Moment number 12');
    expect(said.length).toBeLessThan(12);
    for (const one of said)
      for (const other of said) if (one !== other && one.y === other.y) expect(one.to <= other.from || other.to <= one.from).toBe(true);
  });

  it('fills a rating bar by what is met of what applies, and survives where nothing does', () => {
    expect(ratingBar({ met: 2, partlyMet: 1, notMet: 1, of: 4 })).toContain('width="30"');
    expect(ratingBar({ met: 0, partlyMet: 0, notMet: 0, of: 0 })).not.toContain('NaN');
  });

  it('tells better from worse by shape as well as colour', () => {
    const shapes = (['better', 'same', 'worse'] as const).map((change) => changeMark(change).replaceAll(/ (fill|stroke)="[^"]*"/g, ''));
    expect(new Set(shapes).size).toBe(3);
  });
});
