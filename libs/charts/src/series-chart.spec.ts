import { seriesChart, sparkline, type SeriesChartModel, type SeriesMark } from './index.js';
import { extentOf, rounded } from './scale.js';

const point = (index: number, value: number | null, over: Partial<SeriesMark> = {}): SeriesMark => {
  const [year, quarter] = [2020 + Math.floor(index / 4), (index % 4) + 1];
  const words = `Quarter ${quarter} ${year}: ${value ?? 'no figure'}`;
  return { label: `Q${quarter}`, band: `${year}-${(year + 1) % 100}`, value, kind: value === null ? null : 'usual', words, ...over };
};
const group = { from: 0, to: 8, centreName: 'Mean', centre: 72, lower: 60, upper: 84 } as const;
const model = (over: Partial<SeriesChartModel> = {}): SeriesChartModel => ({
  id: 'c',
  title: 'Initial conferences & reviews',
  finding: 'The latest figure is unusual, and a concern.',
  points: [70, 74, 71, 73, null, 72, 90, 52].map((value, index) => point(index, value)),
  groups: [group],
  target: 80,
  reach: [0, 100],
  numberInWords: (value) => `${value.toFixed(1)}%`,
  markInWords: (value) => `${value.toFixed(1)}%`,
  ...over,
});
const chart = seriesChart(model());

describe('a series drawn as a chart', () => {
  it('is read out as its title and its finding, and has no inline style', () => {
    expect(chart).toContain('role="img" aria-labelledby="c-title c-finding"');
    expect(chart).toContain('<title id="c-title">Initial conferences &amp; reviews</title>');
    expect(chart).toContain('<desc id="c-finding">The latest figure is unusual, and a concern.</desc>');
    expect(chart).not.toContain('style=');
    expect(chart).not.toContain('NaN');
  });

  it('is the same each time it is drawn', () => {
    expect(seriesChart(model())).toBe(chart);
  });

  it('breaks its line at a gap, and marks the period that has no figure', () => {
    const line = /<path d="(M[^"]+)" fill="none" stroke="#767676"/.exec(chart)?.[1] ?? '';
    expect([...line.matchAll(/M/g)]).toHaveLength(2);
    expect(chart).toContain('<title>Quarter 1 2021: no figure</title>');
    expect([...chart.matchAll(/<circle[^>]*><title>/g)]).toHaveLength(7);
  });

  it('names its lines where they end, none over another', () => {
    const close = seriesChart(model({ target: 72.5, groups: [{ ...group, lower: 71.9, upper: 72.6 }] }));
    const heights = [...close.matchAll(/x="780" y="([\d.]+)"[^>]*>(?:Upper|Target|Mean|Lower) /g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(4);
    for (const [index, height] of heights.entries()) if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(17);
  });

  it('draws nothing beyond what can be measured: a limit that no figure reaches is named where that ends', () => {
    const beyond = seriesChart(model({ groups: [{ ...group, lower: -3.2, upper: 112 }], markInWords: (value) => `${value}%` }));
    expect(beyond).toContain('>Upper over 100%<');
    expect(beyond).toContain('>Lower under 0%<');
    expect(beyond).not.toMatch(/stroke-dasharray="7 5"|>-\d|>1[1-9]0%/);
  });

  it('says that it is a run chart by its median, and has no limits', () => {
    const run = seriesChart(model({ groups: [{ ...group, centreName: 'Median', lower: null, upper: null }] }));
    expect(run).toContain('>Median 72.0%<');
    expect(run).not.toContain('>Upper');
  });

  it('names where figures begin to be judged anew, and nowhere else', () => {
    const two = model({
      groups: [
        { ...group, to: 4 },
        { ...group, from: 4 },
      ],
    });
    expect(seriesChart(two).match(/Judged anew/g)).toHaveLength(1);
    expect(chart).not.toContain('Judged anew');
  });

  it('draws no line from one group into the next', () => {
    const two = seriesChart(
      model({
        groups: [
          { ...group, to: 4 },
          { ...group, from: 4 },
        ],
      }),
    );
    const lines = [...two.matchAll(/<path d="(M[^"]+)" fill="none" stroke="#767676"/g)].map(
      ([, d = '']) => [...d.matchAll(/[ML]/g)].length,
    );
    expect(lines).toEqual([4, 3]);
  });

  it('tells what a point means by its shape as well as its colour', () => {
    const kinds = (['usual', 'better', 'worse', 'neither'] as const).map((kind, index) => point(index, 70 + index, { kind }));
    const drawn = seriesChart(model({ points: kinds, groups: [{ ...group, to: 4 }] }));
    const marks = [...drawn.matchAll(/<(circle|rect|path) ([^>]*)><title>/g)].map(([, name = '', attributes = '']) => {
      const corners = /d="([^"]+)"/.exec(attributes)?.[1]?.match(/[ML]/g)?.length ?? 0;
      return `${name} ${corners}`;
    });
    expect(marks).toEqual(['circle 0', 'rect 0', 'path 4', 'path 3']);
    for (const words of ['Usual variation', 'Unusual: improving', 'Unusual: concern', 'Unusual: neither']) expect(drawn).toContain(words);
    expect(chart).not.toContain('Unusual: improving');
  });

  it('leaves out the names of periods that have no room, and keeps the years', () => {
    const many = seriesChart(
      model({ points: Array.from({ length: 120 }, (_, index) => point(index, index)), groups: [{ ...group, to: 120 }] }),
    );
    expect(many).not.toContain('>Q1<');
    expect(many).toContain('>2020-21<');
  });

  it('survives a series of nothing, and one that never changes', () => {
    expect(seriesChart(model({ points: [], groups: [], target: null }))).not.toMatch(/NaN|Infinity/);
    const flat = { ...group, centre: 4, lower: null, upper: null };
    expect(seriesChart(model({ points: [point(0, 4)], groups: [flat], target: null }))).not.toMatch(/NaN|Infinity/);
  });
});

describe('a sparkline', () => {
  it('ends in the mark of its last figure, and is not read out', () => {
    const drawn = sparkline([70, 71, null, 700], 'worse');
    expect(drawn).toContain('aria-hidden="true"');
    expect(drawn).toContain('fill="#e46c0a"');
    expect(drawn).not.toContain('NaN');
    expect(sparkline([], 'usual')).not.toMatch(/circle|NaN/);
  });
});

describe('a scale of round numbers', () => {
  it.each([
    [[52, 90], 5, [50, 60, 70, 80, 90]],
    [[0.1, 0.35], 5, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35]],
    [[-3, 3], 3, [-4, -2, 0, 2, 4]],
    [[5, 5], 2, [4, 5, 6]],
  ])('holds %j, and has about %d of them: %j', (extent, count, marks) => {
    const { scale, marks: found } = rounded(extent as [number, number], [100, 0], count);
    expect(found).toEqual(marks);
    expect([scale(marks[0] ?? 0), scale(marks.at(-1) ?? 0)]).toEqual([100, 0]);
  });

  it('reaches from the least of what is known to the greatest', () => {
    expect(extentOf([3, null, -1])).toEqual([-1, 3]);
    expect(extentOf([null])).toEqual([0, 1]);
  });
});
