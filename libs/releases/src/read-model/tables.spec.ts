import { decideTable, type DecidedTable, type ReleasableTable } from '../domain/releasable-table.js';
import { SUPPRESSION_PROFILES } from '../domain/suppression/index.js';
import { gradesTable, themesTable } from './audit-tables.js';
import { indicatorTable } from './indicator-table.js';

const { dfe } = SUPPRESSION_PROFILES;
type Line = Parameters<typeof indicatorTable>[0][number];
type Figure = NonNullable<Line['view']['periods'][number]['value']>['figure'];

function line(
  measure: Line['indicator']['definition']['measure'],
  place: string,
  figures: readonly (Figure | null)[],
  code = 'referrals',
): Line {
  const definition = {
    name: 'Referrals',
    measure,
    decimals: 1,
    unit: measure.kind === 'proportion' ? '%' : '',
  } as Line['indicator']['definition'];
  const periods = figures.map((figure, index) => ({
    period: { key: `2026-0${index + 1}`, words: `Month ${index + 1}` },
    value: figure && { figure, standing: 'final' as const },
  }));
  return { place, placeName: place, indicator: { code, definition }, view: { periods } };
}
const count = (value: number): Figure => ({ kind: 'number', value });
const share = (numerator: number, denominator: number): Figure => ({
  kind: 'number',
  value: Math.round((1000 * numerator) / denominator) / 10,
  numerator,
  denominator,
});
const COUNT = { kind: 'count' } as const;
const SHARE = { kind: 'proportion' } as const;

/** What is printed, a row in a line: `c` where it is hidden. */
function printed(table: ReleasableTable, earlier: readonly DecidedTable[] = []): string[] {
  const decided = decideTable(
    table,
    dfe,
    earlier.map(({ workings }) => workings),
  );
  expect(decided.exposed).toBe(0);
  return decided.table.rows.map(({ cells }) =>
    cells
      .map((cell) => (cell.kind === 'number' ? cell.number : cell.kind === 'hidden' ? 'c' : cell.kind === 'marker' ? cell.marker : '-'))
      .join(' '),
  );
}

describe('a table of indicators', () => {
  it('has a row for each place and period, the latest so many, and none where nothing stands', () => {
    const table = indicatorTable([line(COUNT, 'authority:a', [count(90), null, count(0), count(4)])], 3);
    expect(table.rows.map(({ about }) => about)).toEqual([
      ['Referrals', 'authority:a', 'Month 3'],
      ['Referrals', 'authority:a', 'Month 4'],
    ]);
    expect(printed(table)).toEqual(['- - 0 - -', '- - c - -']);
  });

  it('judges a count by what it prints, and not by parts that come to something else', () => {
    const stated: Figure = { kind: 'number', value: 3, numerator: 40, partsComeTo: 40 };
    expect(printed(indicatorTable([line(COUNT, 'authority:a', [stated])], 1))).toEqual(['- - c - -']);
  });

  it('hides a quadrant beside the small one, since the county is shown', () => {
    const places = ['authority:a', 'quadrant:n', 'quadrant:s', 'quadrant:w'];
    const table = indicatorTable(
      places.map((place, index) => line(COUNT, place, [count([60, 3, 17, 40][index] ?? 0)])),
      1,
    );
    expect(printed(table)).toEqual(['- - 60 - -', '- - c - -', '- - c - -', '- - 40 - -']);
  });

  it('hides a quadrant where the rest of the county is a small number, and none where places overlap', () => {
    const places = ['authority:a', 'quadrant:n', 'quadrant:s'];
    const table = (counts: readonly number[]) =>
      indicatorTable(
        places.map((place, index) => line(COUNT, place, [count(counts[index] ?? 0)])),
        1,
      );
    expect(printed(table([60, 20, 37]))).toEqual(['- - 60 - -', '- - c - -', '- - 37 - -']);
    expect(printed(table([60, 40, 37]))).toEqual(['- - 60 - -', '- - 40 - -', '- - 37 - -']);
  });

  it('hides a percentage with its parts, and where only a few are left over', () => {
    expect(printed(indicatorTable([line(SHARE, 'authority:a', [share(3, 40)])], 1))).toEqual(['c 40 c - -']);
    expect(printed(indicatorTable([line(SHARE, 'authority:a', [share(38, 40)])], 1))).toEqual(['c 40 c - -']);
    expect(printed(indicatorTable([line(SHARE, 'authority:a', [share(20, 40)])], 1))).toEqual(['20 40 50 - -']);
  });

  it('hides a figure whose parts nobody knows, and passes a marker on as it is', () => {
    const unknown = indicatorTable([line(SHARE, 'authority:a', [count(71.2), { kind: 'marker', marker: 'not-available' }])], 2);
    expect(printed(unknown)).toEqual(['- - c - -', '- - not-available - -']);
  });

  it('hides a population that is small wherever it is divided by', () => {
    const population = line(COUNT, 'authority:a', [count(4)], 'population');
    const from = { code: 'population', period: '2026-01', revision: 1 };
    const rate = line({ kind: 'rate', per: 10_000 }, 'authority:a', [
      { kind: 'number', value: 2500, numerator: 0, denominator: 4, denominatorFrom: from },
    ]);
    expect(printed(indicatorTable([rate, population], 1))).toEqual(['- - c - -', '0 c c - -']);
  });
});

describe('tables of case audits', () => {
  const levels = ['inadequate', 'requires-improvement', 'good', 'outstanding'] as const;
  const audit = {
    audit: '00000000-0000-4000-8000-0000000000d1',
    agencies: ['police', 'health'].map((agency) => ({ agency, name: agency, partnership: 'p' })),
    domains: ['INF', 'VOI'].map((key) => ({ key, title: key, criteria: [] })),
    scale: { id: 's', version: 1, title: 's', levels: levels.map((key, numeric) => ({ key, numeric, words: key, descriptor: '' })) },
  };
  const grades = (of: Readonly<Record<string, readonly [number, number]>>) =>
    Object.entries(of).flatMap(([key, [requires, good]]) => {
      const [agency = '', domain = ''] = key.split(' ');
      const some = (n: number, agreedGrade: (typeof levels)[number]) => Array.from({ length: n }, () => ({ agency, domain, agreedGrade }));
      return [...some(requires, 'requires-improvement'), ...some(good, 'good')];
    });
  const first = grades({ 'police INF': [6, 9], 'police VOI': [3, 12], 'health INF': [7, 8], 'health VOI': [8, 7] });

  it('count agreed grades by what was looked at, with totals; what is not agreed is not counted', () => {
    const waiting = { agency: 'police', domain: 'INF', agreedGrade: null };
    expect(printed(gradesTable(audit, [...first, waiting], 'domain'))).toEqual(['0 13 17 0 30', '0 11 19 0 30', '0 24 36 0 60']);
    expect(gradesTable(audit, [waiting], 'domain').rows).toEqual([]);
  });

  it('give nothing away with one case more', () => {
    const before = decideTable(gradesTable(audit, first, 'domain'), dfe, []);
    const later = [...first, ...grades({ 'police INF': [1, 0], 'police VOI': [0, 1] })];
    expect(printed(gradesTable(audit, later, 'domain'), [before])).toEqual(['0 c 17 0 c', '0 11 c 0 c', '0 c c 0 c']);
  });

  it('count findings by theme and year, and hide what is small', () => {
    const findings = { strength: 12, 'good-practice': 0, learning: 9, concern: 2 };
    const table = themesTable([{ theme: 'neglect', year: '2026', audits: 2, cases: 8, findings }], (theme) => theme.toUpperCase());
    expect(table.rows[0]?.about).toEqual(['NEGLECT', '2026']);
    expect(printed(table)).toEqual(['c 12 0 c c 23 8']);
  });
});
