import { tableOfText } from '@goldenthread/files';
import type { Figure } from '../domain/figure.js';
import { periodOn } from '../domain/period.js';
import { askedPeriods } from '../read-model/asked-figures.js';
import type { GridValue } from '../read-model/indicator.queries.js';
import { seriesView } from '../read-model/series-view.js';
import { aDefinition } from '../testing/index.js';
import { questionsOf } from './upload-questions.js';
import { readUpload } from './upload-table.js';
import { templateNotes, uploadTemplate } from './upload-template.js';

const definition = { definition: aDefinition, target: null, tolerance: null, targetFrom: null, targetUntil: null };

/** A series of quarters from April 2022 on. */
function aView(values: readonly number[]) {
  const rows = values.map((value, at): GridValue => {
    const year = 2022 + Math.floor(at / 4);
    const period = `${year}-${(year + 1) % 100}-Q${(at % 4) + 1}`;
    const figure: Figure = { kind: 'number', value, numerator: value, denominator: 100 };
    const periodFrom = `${at % 4 === 3 ? year + 1 : year}-${['04', '07', '10', '01'][at % 4] ?? ''}-01`;
    return {
      code: 'c',
      place: 'p',
      agency: 'a',
      period,
      periodFrom,
      value,
      figure,
      standing: 'final',
      definitionVersion: 1,
      restatedAt: null,
      validFrom: '1',
    };
  });
  return seriesView({ definition, versions: [], values: rows, rebases: [] });
}

describe('what looks unusual in a figure that is sent', () => {
  const view = aView([71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71, 72]);
  const ask = (value: number, denominator = 100) =>
    questionsOf({ kind: 'number', value, numerator: value, denominator }, '2025-26-Q3', view);

  it.each<[string, ReturnType<typeof ask>, string[]]>([
    ['nothing in a usual figure', ask(73), []],
    ['a slip of a digit upwards', ask(730), ['tenfold']],
    ['a slip of a digit downwards', ask(7), ['tenfold']],
    ['a figure outside the limits', ask(52), ['outside-limits']],
    ['a denominator with a digit too many', ask(73, 1_000), ['denominator-tenfold']],
    ['the very figure of the period before', ask(72), ['same-as-before']],
    ['nothing in a marker', questionsOf({ kind: 'marker', marker: 'suppressed' }, '2025-26-Q3', view), []],
    ['nothing where there is nothing to compare', questionsOf({ kind: 'number', value: 1 }, '2025-26-Q3', aView([])), []],
  ])('is %s', (_what, questions, expected) => {
    expect(questions).toEqual(expected);
  });
});

describe('the periods that a series is asked for', () => {
  const quarterly = { frequency: 'quarter', dueDays: 21 } as const;

  it('go from when it was first asked to the last that is over, without those that came', () => {
    const asked = askedPeriods(quarterly, ['2025-26-Q1'], '2025-05-01', '2026-01-15');
    expect(asked.map(({ period, due, isLate }) => [period.key, due, isLate])).toEqual([
      ['2025-26-Q2', '2025-10-21', true],
      ['2025-26-Q3', '2026-01-21', false],
    ]);
  });

  it('begin with the first figure where that is earlier, and nobody is late before they were asked', () => {
    const asked = askedPeriods(quarterly, ['2024-25-Q4'], '2025-12-20', '2026-01-25');
    expect(asked.map(({ period, due, isLate }) => [period.key, due, isLate])).toEqual([
      ['2025-26-Q1', '2026-01-10', true],
      ['2025-26-Q2', '2026-01-10', true],
      ['2025-26-Q3', '2026-01-21', true],
    ]);
    expect(askedPeriods({ frequency: 'cycle', dueDays: 0 }, [], '2025-01-01', '2026-01-25')).toEqual([]);
  });

  it.each([
    ['month', '2026-02-28', '2026-02'],
    ['quarter', '2026-03-31', '2025-26-Q4'],
    ['quarter', '2026-04-01', '2026-27-Q1'],
    ['term', '2026-01-01', '2025-26-T2'],
    ['term', '2025-12-31', '2025-26-T1'],
    ['financial-year', '2026-03-31', 'FY2025-26'],
    ['academic-year', '2025-08-31', 'AY2024-25'],
    ['academic-year', '2025-09-01', 'AY2025-26'],
  ] as const)('of one %s: %s lies in %s', (frequency, day, key) => {
    expect(periodOn(day, frequency)?.key).toBe(key);
  });
});

describe('a table of figures', () => {
  it('is read as it was meant, and its template can be read', () => {
    const indicator = { code: 'conferences', definition: aDefinition } as Parameters<typeof uploadTemplate>[0][number]['indicator'];
    const period = periodOn('2025-05-01', 'quarter');
    if (!period) throw new Error('There is such a quarter');
    const asked = [
      { indicator, place: 'authority:marlshire', placeName: 'Marlshire', agency: 'a', period, due: '2025-07-21', isLate: true },
    ];
    const [columns = [], row = []] = uploadTemplate(asked);
    const filled = row.map(
      (cell, at) => ({ numerator: '71', denominator: '100', standing: 'final', source: 'Return', release: '1' })[columns[at] ?? ''] ?? cell,
    );
    const sent = tableOfText([columns, filled].map((cells) => cells.join(',')).join('\n'));
    expect('table' in sent && readUpload(sent.table)).toMatchObject({
      rows: [
        {
          row: 2,
          value: {
            code: 'conferences',
            place: 'authority:marlshire',
            period: '2025-26-Q1',
            numerator: 71,
            source: { title: 'Return', release: '1' },
          },
        },
      ],
      faults: [],
    });
    expect(templateNotes(asked).at(-1)).toContain(
      'conferences: Initial conferences held within 15 working days. numerator: initial conferences',
    );
  });

  it.each([
    ['a name that is too long', `a,b,2025-26-Q1,final,${'x'.repeat(301)}`, 'source'],
    ['a character that cannot be shown', 'a,b,2025-26-Q1,final,x\u0007', 'source'],
    ['another word for final', 'a,b,2025-26-Q1,finished,x', 'standing'],
  ])('says where %s stands', (_what, row, column) => {
    const sent = tableOfText(`indicator,place,period,standing,source\n${row}`);
    expect('table' in sent && readUpload(sent.table).faults).toMatchObject([{ row: 2, column }]);
  });
});
