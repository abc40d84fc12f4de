import { seriesView, type Comparison, type Definition, type GridLine, type IndicatorDefinitionRow } from '@goldenthread/indicators';
import { EARLIER, NOW } from '../testing/examples.js';
import { flawsOf, linksOf, rendered } from '../testing/rendered.js';
import { comparedPage, comparedTable, comparisonInWords } from './compared.page.js';
import { publishedPage, publishedTable } from './published-figures.page.js';
import { placesPage, placesTable } from './places.page.js';
import { signalsPage, signalsTable } from './signals.page.js';

const HOSTILE = '<img src=x onerror=alert(1)>';
const definition: Definition = {
  name: 'Conferences in time',
  question: 'Are children seen soon?',
  owner: 'each-agency',
  measure: { kind: 'proportion' },
  numerator: { counts: 'conferences in time' },
  denominator: { counts: 'conferences' },
  unit: '%',
  decimals: 1,
  polarity: 'up-is-good',
  frequency: 'quarter',
  dueDays: 21,
  places: [],
};
const QUIET = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71];

function indicatorOf(over: Partial<Definition> = {}): IndicatorDefinitionRow {
  const target = { target: 80, tolerance: 5, targetFrom: '2022-04-01', targetUntil: null, targetWhy: 'Agreed.' };
  const row = { partnership: 'p', code: 'conferences', version: 1, definedAt: '', validFrom: '1', validTo: '9' };
  return { ...row, ...target, definition: { ...definition, ...over } };
}

/** A series of quarters, from April of a year on. */
function lineOf(placeName: string, values: readonly number[], year = 2022): GridLine {
  const rows = values.map((value, at) => {
    const of = year + Math.floor(at / 4);
    const period = `${of}-${(of + 1) % 100}-Q${(at % 4) + 1}`;
    const from = `${at % 4 === 3 ? of + 1 : of}-${['04', '07', '10', '01'][at % 4] ?? ''}-01`;
    const figure = { kind: 'number', value } as const;
    const shown = {
      code: 'conferences',
      place: placeName,
      agency: 'a',
      figure,
      standing: 'final',
      restatedAt: null,
      validFrom: '1',
    } as const;
    return { ...shown, period, periodFrom: from, value, definitionVersion: 1 };
  });
  const indicator = indicatorOf();
  const view = seriesView({ definition: indicator, versions: [], values: rows, rebases: [] });
  return { indicator, place: `agency:${placeName.toLowerCase()}`, placeName, agency: 'a', view, overdue: 0, restatedSince: 0 };
}

const nobody = { rank: null, closeness: null };
function comparison(over: Partial<Comparison> = {}, polarity: Definition['polarity'] = 'up-is-good'): Comparison {
  const { view } = lineOf('Marlshire', QUIET);
  const figure = (value: number) => ({ value, figure: { kind: 'number', value } as const });
  const period = view.latest?.period;
  if (!period) throw new Error('no period');
  return {
    series: {
      indicator: indicatorOf({ polarity }),
      place: 'authority:marlshire',
      placeName: 'Marlshire',
      view: view as never,
      rebases: [],
      versions: [],
      overdue: 0,
    },
    period,
    models: ['2025', '2021'],
    model: '2025',
    source: { title: 'Statistical neighbours', release: '2025' },
    places: [
      { ...nobody, ...figure(71), place: 'authority:marlshire', name: 'Marlshire', kind: 'own' },
      { ...nobody, ...figure(75), place: 'england:E', name: 'England', kind: 'england' },
      { ...figure(60), place: 'authority:b', name: HOSTILE, kind: 'neighbour', rank: 1, closeness: 'Very close' },
      { value: null, figure: null, place: 'authority:l', name: 'Loamshire', kind: 'neighbour', rank: 2, closeness: null },
    ],
    quartile: 2,
    ...over,
  };
}

describe('a comparison', () => {
  it('is said in a sentence: beside England, and in which quarter', () => {
    expect(comparisonInWords(comparison())).toBe(
      'Marlshire, at 71.0%, is below England, at 75.0%. Among itself and its 1 statistical neighbour, by the model of 2025, it is in the second best quarter.',
    );
  });

  it('calls nothing better where neither way is good', () => {
    expect(comparisonInWords(comparison({ quartile: null }, 'neither'))).toBe(
      'Marlshire, at 71.0%, is below England, at 75.0%. Neither up nor down is good, so there is no better or worse.',
    );
  });

  it('has its chart, its table with the highest first, and the other model', () => {
    const view = comparedPage(comparison(), NOW);
    const html = rendered('indicators/compared', view);
    expect(flawsOf(html)).toEqual([]);
    expect(html).not.toContain('<img');
    expect(view.rows.map(({ name }) => name)).toEqual(['England', 'Marlshire', HOSTILE, 'Loamshire']);
    expect(view.rows.at(-1)?.figure).toBe('No figure held');
    expect(linksOf(html)).toContain('/indicators/conferences/authority%3Amarlshire/compared?model=2021');
    expect(comparedTable(comparison()).text()).toContain('England,England,,75,75.0%');
  });
});

const calm = lineOf('Council', QUIET);
const worse = lineOf('Police', [...QUIET, 52]);

describe('an indicator in all its places', () => {
  it('is drawn side by side over the same periods, with what is unusual named', () => {
    const late = lineOf('Probation', QUIET.slice(0, 4), 2024);
    const view = placesPage([calm, worse, late], NOW);
    const html = rendered('indicators/places', view);
    expect(flawsOf(html)).toEqual([]);
    expect(view.finding).toBe('1 of 3 says something unusual: Police.');
    expect(html).toContain('2022-23-Q1</text>');
    expect(placesTable([late]).text().trim().split('\r\n')).toHaveLength(5);
  });

  it('says so where nothing is unusual', () => {
    expect(placesPage([calm], NOW).finding).toBe('None of 1 says anything unusual in its latest period.');
  });
});

describe('the page of published figures', () => {
  const real = comparison().series;
  const published = [{ name: HOSTILE, series: [real] }];

  it('says of each figure where it stands, and has nothing that it must not', () => {
    const source = { title: 'Annual report', where: 'Page 7' };
    for (const { value } of real.view.periods) if (value) Object.assign(value, { source });
    const view = publishedPage(published, NOW);
    const html = rendered('indicators/published', view);
    expect(flawsOf(html)).toEqual([]);
    expect(html).not.toContain('<img');
    expect(html).toContain('These are real figures');
    expect(view.partnerships[0]?.rows[0]).toMatchObject({ figure: '71.0%', source: 'Annual report, Page 7 (final)' });
    expect(publishedTable(published).text()).toContain('Annual report');
  });

  it('says so where there are none', () => {
    expect(rendered('indicators/published', publishedPage([], NOW))).toContain('No published figures are held here.');
  });
});

describe('the page of signals', () => {
  it('says each in a sentence, and leaves out what is usual', () => {
    const view = signalsPage([calm, worse], NOW);
    const html = rendered('indicators/signals', view);
    expect(flawsOf(html)).toEqual([]);
    expect(view.lead).toBe('1 of 2 indicator lines says something unusual in its latest period.');
    expect(view.groups).toMatchObject([{ title: 'Unusual: concern', lines: [{ place: 'Police' }] }]);
    expect(html).toContain('is below all that is usual');
    expect(html).not.toContain('Council');
    expect(signalsTable([calm, worse]).text()).toContain('below-lower');
  });

  it('stays at its date', () => {
    const html = rendered('indicators/signals', signalsPage([worse], EARLIER), { isEarlier: true });
    expect(
      linksOf(html)
        .filter((href) => href.startsWith('/indicators/'))
        .every((href) => href.includes('asAt=')),
    ).toBe(true);
  });
});
