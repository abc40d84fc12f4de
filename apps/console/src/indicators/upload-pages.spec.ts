import { tableOfText } from '@goldenthread/files';
import type { UploadLine, UploadReport } from '@goldenthread/http';
import { readUpload, seriesView, type Figure, type GridLine, type IndicatorDefinitionRow } from '@goldenthread/indicators';
import { aDefinition } from '@goldenthread/indicators/testing';
import { EARLIER, NOW } from '../testing/examples.js';
import { flawsOf, linksOf, rendered } from '../testing/rendered.js';
import { contributionsPage } from './contributions.page.js';
import { lateFiguresPage } from './late-figures.page.js';
import { uploadPage } from './upload.page.js';

const PLACE = 'authority:marlshire';
const indicator: IndicatorDefinitionRow = {
  partnership: 'p',
  code: 'conferences',
  version: 1,
  definition: aDefinition,
  definedAt: '2025-04-01T09:00:00.000Z',
  target: null,
  tolerance: null,
  targetFrom: null,
  targetUntil: null,
  targetWhy: null,
  validFrom: '1',
  validTo: '9',
};
const view = seriesView<GridLine['view']['periods'][number]['value'] & object>({
  definition: indicator,
  versions: [],
  values: [],
  rebases: [],
});
const series: GridLine = { indicator, place: PLACE, placeName: 'Marlshire', agency: 'a', view, overdue: 0, restatedSince: 0 };
const HEADER = 'indicator,place,period,numerator,denominator,standing,source,reason';
const TABLE = [
  HEADER,
  `conferences,${PLACE},2025-26-Q1,71,100,final,Return,`,
  `conferences,${PLACE},2025-26-Q2,72,100,final,Return,<img src=x onerror=alert(1)>`,
].join('\n');
const number = (value: number): Figure => ({ kind: 'number', value, numerator: value, denominator: 100 });

function report(faults: UploadReport['faults'] = [], questions: UploadReport['questions'] = []): UploadReport {
  const sent = tableOfText(TABLE);
  const [first, second] = 'table' in sent ? readUpload(sent.table).rows : [];
  if (!first || !second) throw new Error('The table has two rows');
  const lines: UploadLine[] = [
    { ...first, outcome: { outcome: 'new', figure: number(71) }, series },
    { ...second, outcome: { outcome: 'restates', figure: number(72), before: number(52) }, series },
  ];
  return { lines, faults, questions };
}

describe('the page of a table of figures', () => {
  it('asks for a file or rows, and offers templates', () => {
    const html = rendered('indicators/upload', uploadPage('c'));
    expect(flawsOf(html)).toEqual([]);
    expect(html).toMatch(/enctype="multipart\/form-data"[\s\S]*name="csrf"[\s\S]*type="file"/);
    expect(linksOf(html)).toEqual(expect.arrayContaining(['xlsx', 'ods', 'csv'].map((as) => `/indicators/upload/template?as=${as}`)));
  });

  it('shows what would be recorded, each figure in its series, and what it takes the place of', () => {
    const view = uploadPage('c', { csv: TABLE, report: report() });
    expect(view.summary).toBe(
      'All 2 rows can be recorded: 1 new figure, 1 restatement, 0 that stand already. Nothing has been recorded yet.',
    );
    expect(view.lines).toMatchObject([
      { row: 2, period: 'Quarter 1 2025 to 2026', figure: '71.0% (71 of 100)', before: '' },
      { row: 3, figure: '72.0% (72 of 100)', before: '52.0% (52 of 100)' },
    ]);
    const html = rendered('indicators/upload', view);
    expect(flawsOf(html)).toEqual([]);
    expect(html).toContain('name="confirmed"');
    expect(html).toContain('&lt;img src=x');
    expect(html.split('gt-sparkline')).toHaveLength(3);
  });

  it('asks about what looks unusual, and still lets it be confirmed', () => {
    const unusual = { row: 2, column: 'numerator', given: '71', message: 'Is this a slip of a digit?' };
    const html = rendered('indicators/upload', uploadPage('c', { csv: TABLE, report: report([], [unusual]) }));
    expect(html).toMatch(/Looks unusual[\s\S]*Ask yourself[\s\S]*slip of a digit/);
    expect(html).toContain('name="confirmed"');
  });

  it('cannot be confirmed while something is wrong; every fault is said, and the rows can be put right where they are', () => {
    const faults = [{ message: 'The file is empty.' }, { row: 3, column: 'numerator', given: '1,234', message: 'Give a number.' }];
    const view = uploadPage('c', { csv: TABLE, report: report(faults) });
    expect(view.problems.map(({ row, column, given }) => [row, column, given])).toEqual([
      ['The file', '', ''],
      ['3', 'numerator', '1,234'],
    ]);
    const html = rendered('indicators/upload', view);
    expect(flawsOf(html)).toEqual([]);
    expect(html).not.toContain('name="confirmed"');
    expect(html).toContain('conferences,authority:marlshire,2025-26-Q1,71');
  });
});

describe('the page of figures that have not come', () => {
  const period = {
    frequency: 'quarter',
    key: '2025-26-Q3',
    from: '2025-10-01',
    to: '2025-12-31',
    words: 'Quarter 3 2025 to 2026',
  } as const;
  const asked = [{ indicator, place: PLACE, placeName: 'Marlshire', agency: 'a', period, due: '2026-01-21', isLate: true }];

  it('says agency by agency what is late, by the day it is read at', () => {
    const page = lateFiguresPage(asked, () => 'Marlshire County Council', NOW);
    expect(page.lead).toBe('On 25 November 2026, 1 figure that is asked for is late, of 1 agency.');
    expect(page.agencies).toMatchObject([
      { name: 'Marlshire County Council', figures: [{ due: '21 January 2026', late: '308 days late' }] },
    ]);
    expect(flawsOf(rendered('indicators/late', page))).toEqual([]);
    const earlier = rendered(
      'indicators/late',
      lateFiguresPage(asked, () => 'x', EARLIER),
      { isEarlier: true },
    );
    expect(linksOf(earlier).some((href) => href.includes('/indicators/conferences/'))).toBe(true);
    expect(linksOf(earlier).filter((href) => href.startsWith('/indicators') && !href.includes('asAt='))).toEqual([]);
    expect(
      rendered(
        'indicators/late',
        lateFiguresPage([], () => 'x', NOW),
      ),
    ).toContain('Every figure that was asked for');
  });
});

describe('the page of contributions', () => {
  const given = {
    contributor: 'Marlshire <b>County</b> Council',
    kind: 'cash',
    pounds: 60_000,
    source: { title: 'Report' },
    reason: null,
  } as const;

  it('shows each year as planned and as it came, and a total that disagrees', () => {
    const stated = [{ ...given, contributor: '', pounds: 50_000, difference: -10_000 }];
    const years = [{ year: 'FY2024-25', stage: 'actual', contributions: [given], sum: 60_000, stated }] as const;
    const page = contributionsPage(years, NOW);
    expect(page.years[0]?.flags).toEqual([
      'Report states a total of £50,000 for cash, which is £10,000 less than its parts come to. Both are kept.',
    ]);
    const html = rendered('indicators/contributions', page);
    expect(flawsOf(html)).toEqual([]);
    expect(html).toContain('Marlshire &lt;b&gt;County&lt;/b&gt; Council');
    expect(flawsOf(rendered('indicators/contributions', contributionsPage([], NOW)))).toEqual([]);
    expect(contributionsPage([], EARLIER).back).toBe('/indicators?asAt=2026-03-31');
  });
});
