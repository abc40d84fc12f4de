import {
  judgeSeries,
  seriesView,
  type Definition,
  type IndicatorChange,
  type IndicatorDefinitionRow,
  type IndicatorValueRow,
  type ShownSeries,
} from '@goldenthread/indicators';
import { EARLIER, nameOf, NOW } from '../testing/examples.js';
import { flawsOf, linksOf, rendered } from '../testing/rendered.js';
import { FigureForm, RestatementForm } from './figure.form.js';
import { reportPage, restatePage } from './figure.page.js';
import { gridPage } from './grid.page.js';
import { indicatorChangesPage } from './indicator-changes.page.js';
import { changeInWords, figureInWords, findingOf, markInWords } from './indicator-words.js';
import { indicatorPage } from './indicator.page.js';
import { submitted } from '../forms/submitted.js';

const HOSTILE = '<img src=x onerror=alert(1)> {{ 7 * 7 }}';
const PERSON = '33333333-3333-5333-8333-333333333333';
const definition: Definition = {
  name: 'Initial conferences in time',
  question: 'Are children seen soon?',
  owner: '44444444-4444-5444-8444-444444444444',
  measure: { kind: 'proportion' },
  numerator: { counts: 'conferences in time' },
  denominator: { counts: 'conferences' },
  unit: '%',
  decimals: 1,
  polarity: 'up-is-good',
  frequency: 'quarter',
  dueDays: 21,
  places: [{ kind: 'authority', code: 'marlshire', name: 'Marlshire' }],
};
const QUIET = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71];

/** A series of quarters from April 2022 on. */
function aSeries(values: readonly (number | null)[], over: Partial<Definition> = {}, target: number | null = 80): ShownSeries {
  const indicator: IndicatorDefinitionRow = {
    partnership: 'p',
    code: 'conferences',
    version: 1,
    definition: { ...definition, ...over },
    definedAt: '2026-01-05T09:00:00.000Z',
    target,
    tolerance: 5,
    targetFrom: '2022-04-01',
    targetUntil: null,
    targetWhy: 'Agreed.',
    validFrom: '1',
    validTo: '9',
  };
  const rows = values.flatMap((value, at) => (value === null ? [] : [aValue(at, value)]));
  const versions = [
    {
      partnership: 'p',
      code: 'conferences',
      version: 1,
      comparable: true,
      why: 'First.',
      definedAt: '',
      places: [],
      validFrom: '1',
      validTo: '9',
    },
  ];
  const view = seriesView({ definition: indicator, versions, values: rows, rebases: [] });
  return { indicator, place: 'authority:marlshire', placeName: 'Marlshire', view, rebases: [], versions, overdue: 2 };
}

function aValue(at: number, value: number, over: Partial<IndicatorValueRow> = {}): IndicatorValueRow {
  const year = 2022 + Math.floor(at / 4);
  const month = ['04', '07', '10', '01'][at % 4] ?? '';
  return {
    partnership: 'p',
    code: 'conferences',
    place: 'authority:marlshire',
    period: `${year}-${(year + 1) % 100}-Q${(at % 4) + 1}`,
    periodFrom: `${at % 4 === 3 ? year + 1 : year}-${month}-01`,
    agency: definition.owner,
    definitionVersion: 1,
    value,
    figure: { kind: 'number', value, numerator: value, denominator: 100 },
    standing: 'final',
    source: { title: 'Return of the council', release: 'Q1' },
    commentary: null,
    daysLate: 0,
    restatedAt: null,
    revision: at,
    changedByPerson: PERSON,
    changedAt: '2026-01-05T09:00:00.000Z',
    validFrom: '1',
    validTo: '9',
    ...over,
  };
}

const CHANGE: IndicatorChange = {
  event: 'e',
  position: '41000',
  recordedAt: '2026-11-25T14:10:00.000Z',
  kind: 'restated',
  code: 'conferences',
  name: 'Initial conferences in time',
  place: 'authority:marlshire',
  placeName: 'Marlshire',
  period: '2025-26-Q2',
  before: { kind: 'number', value: 52, numerator: 52, denominator: 100 },
  after: { kind: 'number', value: 71, numerator: 71, denominator: 100 },
  why: HOSTILE,
  by: { person: PERSON, agency: 'a', role: 'agency-author' },
};
const series = aSeries([...QUIET, 52]);
const stands = aValue(13, 52, { commentary: HOSTILE });
const meeting = { heldOn: '2026-11-05', group: 'PAQA' };
const gridLine = { ...series, agency: definition.owner, restatedSince: 1 };
const facts = { series, changes: [CHANGE], meeting, mayReport: true, nameOf };

describe('the finding of a series', () => {
  it.each<[string, readonly (number | null)[], string]>([
    [
      'a point outside the limits',
      [...QUIET, 52],
      'The latest figure, 52.0%, is below all that is usual (65.0% to 75.7%): a concern. The target of 80.0% was missed in the latest quarter.',
    ],
    [
      'a point outside limits that no percentage can reach',
      [100, 96, 99, 95, 100, 97, 99, 96, 100, 95, 98, 100, 96, 52],
      'The latest figure, 52.0%, is below all that is usual (85.2% to 100.0%): a concern. The target of 80.0% was missed in the latest quarter.',
    ],
    [
      'usual variation',
      QUIET,
      'The latest figure, 71.0%, is usual variation: nothing in it asks for an explanation. The target of 80.0% was missed in the latest quarter.',
    ],
    [
      'too few figures',
      [70, 72, 74],
      '3 figures: too few to tell signal from noise. Their median is 72.0%. The target of 80.0% was missed in the latest quarter.',
    ],
    [
      'a trend',
      [...QUIET, 70, 70.5, 71, 71.5, 72, 72.5, 73, 73.5],
      'It has risen for 8 quarters in a row, to 73.5%: an improvement. The target of 80.0% was missed in the latest quarter.',
    ],
    [
      'a trend after a gap',
      [...QUIET, 69.5, 70, null, 70.5, 71, 71.5, 72, 72.5, 73, 73.5],
      'It has risen for 7 quarters in a row, to 73.5%: an improvement. The target of 80.0% was missed in the latest quarter.',
    ],
    ['nothing', [], 'No figure has been reported yet.'],
  ])('of %s is said in a sentence', (_what, values, sentence) => {
    const { view, indicator } = aSeries(values);
    expect(findingOf(view, indicator.definition)).toBe(sentence);
  });

  it('of a shift says how long it has lasted', () => {
    const values = [60, 62, 60, 62, 60, 62, 60, 62, 60, 62, 60, 62, 66, 67, 66, 67, 66, 67, 66];
    const { view, indicator } = aSeries(values, {}, null);
    expect(judgeSeries(view.judged.points, { polarity: 'up-is-good' }).variation).toBe('improvement');
    expect(findingOf(view, indicator.definition)).toMatch(
      /^It has been above its average for 7 quarters in a row, and is now 66\.0%: an improvement\.$/,
    );
  });

  it('of what has no good direction claims none', () => {
    const { view, indicator } = aSeries([...QUIET, 52], { polarity: 'neither' });
    expect(findingOf(view, indicator.definition)).toBe('The latest figure, 52.0%, is below all that is usual (65.0% to 75.7%).');
  });
});

describe('a figure in words', () => {
  it('says its parts, how exact it is, or why there is none', () => {
    expect(figureInWords({ kind: 'number', value: 82, numerator: 1164, denominator: 1420 }, definition)).toBe('82.0% (1,164 of 1,420)');
    const count = { ...definition, decimals: 0, unit: 'children' };
    expect(figureInWords({ kind: 'number', value: 7200, qualifier: 'over' }, count)).toBe('over 7,200');
    expect(figureInWords({ kind: 'marker', marker: 'suppressed', symbol: 'c' }, count)).toBe('Suppressed by its source');
  });
});

describe('a change from the period before', () => {
  it.each<[number, number, string]>([
    [70.9, 67.7, '3.2 percentage points lower'],
    [70, 72.5, '2.5 percentage points higher'],
    [70, 70, 'The same'],
    [0, 70, 'Cannot be compared'],
  ])('of a percentage, %s to %s, is in percentage points: %s', (was, is, words) => {
    expect(changeInWords(aSeries([was, is]).view, definition)).toBe(words);
  });

  it('of anything else is in percent', () => {
    expect(changeInWords(aSeries([400, 380]).view, { ...definition, unit: 'referrals', decimals: 0 })).toBe('5% lower');
  });
});

describe('a mark on an axis', () => {
  it('has the decimals that it needs, so that no two are called the same', () => {
    const marks = [3, 3.2, 0.30000000000000004, 1200];
    expect(marks.map((mark) => markInWords(mark, { unit: 'children' }))).toEqual(['3', '3.2', '0.3', '1,200']);
    expect(markInWords(80, { unit: '%' })).toBe('80%');
  });
});

describe('the pages of indicators', () => {
  const grid = (reading = NOW) => gridPage([gridLine], meeting, reading);
  const changes = (reading = NOW) => indicatorChangesPage([CHANGE], () => definition, EARLIER.point, nameOf, reading);
  const pages = {
    'indicators/grid': grid(),
    'indicators/indicator': indicatorPage(facts, NOW),
    'indicators/changes': changes(),
    'indicators/figure': restatePage(series, stands, { commandId: 'c', errors: [{ text: 'Enter a reason', href: '#reason' }] }),
  };

  it.each(Object.entries(pages))('%s says its title and has nothing that it must not', (template, view) => {
    const html = rendered(template, view);
    expect(html.replace(/\s+/g, ' ').replace(/ <\/h1>/g, '</h1>')).toContain(`${view.title}</h1>`);
    expect(flawsOf(html)).toEqual([]);
  });

  it('show what people wrote as text, whatever it is', () => {
    for (const template of ['indicators/changes', 'indicators/figure', 'indicators/indicator'] as const) {
      const html = rendered(template, pages[template]);
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(html).not.toContain('<img');
    }
  });

  it('carry an earlier date on every link but those to today and to what changed, and let nothing be changed', () => {
    const html = [
      rendered('indicators/grid', grid(EARLIER), { isEarlier: true }),
      rendered('indicators/indicator', indicatorPage(facts, EARLIER), { isEarlier: true }),
    ];
    for (const one of html) {
      expect(linksOf(one).filter((href) => !href.includes('asAt='))).toEqual(['/changes?since=40000', '/here']);
      expect(one).not.toMatch(/restate"|report"/);
    }
  });

  it('show the latest fifty changes of a kind, and say where the others are', () => {
    const many = Array.from({ length: 1_060 }, (_, index) => ({ ...CHANGE, position: String(index), why: `Because of ${index}.` }));
    const page = (changes: typeof many) => indicatorChangesPage(changes, () => definition, EARLIER.point, nameOf, NOW);
    const [group] = page(many).groups;
    expect(group?.rows.map(({ why }) => why)).toEqual(Array.from({ length: 50 }, (_, index) => `Because of ${1_059 - index}.`));
    expect(rendered('indicators/changes', page(many))).toContain(
      'The latest 50 of 1,060 are shown. The table to download has all of them.',
    );
    expect(rendered('indicators/changes', page(many.slice(0, 50)))).not.toContain('are shown');
  });

  it('put what is a concern first, and say it is', () => {
    const calm = { ...aSeries(QUIET), agency: definition.owner, restatedSince: 0 };
    const { lines, lead } = gridPage([calm, gridLine], undefined, NOW);
    expect(lines.map(({ variation }) => variation)).toEqual(['Unusual: concern', 'Usual variation']);
    expect(lines[0]).toMatchObject({ latest: '52.0% (52 of 100)', fresh: '2 periods overdue', restated: '1 figure' });
    expect(lead).toMatch(/^1 line of 2 says something unusual/);
  });

  it('show the chart with its finding, and what a figure was before', () => {
    const html = rendered('indicators/indicator', pages['indicators/indicator']);
    expect(html).toContain('<desc id="series-finding">The latest figure, 52.0%, is below all that is usual');
    expect(html).toContain('52.0% (52 of 100) is now 71.0% (71 of 100)');
    expect(html).toContain('/indicators/conferences/authority%3Amarlshire/2025-26-Q2/restate');
    expect(html).toContain('asAt=2026-11-05');
  });

  it('propose the next period, and keep what was typed', () => {
    const view = reportPage(series, { commandId: 'c', typed: { numerator: '1,234' }, errors: [{ text: 'Wrong', href: '#numerator' }] });
    expect(view.inputs).toMatchObject([{ value: '2025-26-Q3' }, { value: '1,234', errorMessage: { text: 'Wrong' } }, {}]);
  });
});

describe('the forms of figures', () => {
  const typed = { period: '2025-26-Q3', numerator: '71', denominator: ' 100 ', standing: 'final', source: 'Return', commentary: '' };

  it('take a figure as it is typed', () => {
    expect(submitted(FigureForm, typed)).toMatchObject({ form: { numerator: '71', denominator: '100' }, errors: [] });
  });

  it.each([
    ['1,234', '#numerator'],
    ['12%', '#numerator'],
    ['-1', '#numerator'],
    ['NaN', '#numerator'],
    ['1e3', '#numerator'],
    ['=1+1', '#numerator'],
  ])('do not guess at %s', (numerator, href) => {
    expect(submitted(FigureForm, { ...typed, numerator }).errors).toMatchObject([{ href }]);
  });

  it('ask why a figure is restated', () => {
    expect(submitted(RestatementForm, { ...typed, reason: ' ' }).errors).toMatchObject([{ href: '#reason' }]);
  });
});
