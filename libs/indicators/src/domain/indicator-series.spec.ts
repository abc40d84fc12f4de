import { specifying } from '@goldenthread/event-sourcing/testing';
import { aDefinition, aSeriesLife, aSource, COUNCIL, MARLSHIRE } from '../testing/index.js';
import type { Definition } from './indicator-definition.events.js';
import type {
  GivenValue,
  IndicatorSeriesCommand,
  RebaseSeries,
  RecordValues,
  RestateValue,
  SeriesFacts,
  WithdrawValue,
} from './indicator-series.commands.js';
import type {
  IndicatorSeriesEvent,
  IndicatorSeriesRebased,
  IndicatorValueRecorded,
  IndicatorValueRestated,
  IndicatorValueWithdrawn,
} from './indicator-series.events.js';
import { indicatorSeries } from './indicator-series.js';

const given = (...history: IndicatorSeriesEvent[]) => specifying(indicatorSeries).given(...history);
const PLACE = 'authority:marlshire';

const facts = (over: Partial<Definition> = {}, and: Partial<SeriesFacts> = {}): SeriesFacts => ({
  indicator: {
    partnership: MARLSHIRE,
    code: 'conferences-in-time',
    version: 1,
    definition: { ...aDefinition, ...over },
    askedSince: { [PLACE]: '2023-09-01' },
  },
  judgementsHeld: true,
  today: '2024-07-25',
  ...and,
});
const value = (over: Partial<GivenValue> = {}): GivenValue => ({
  period: '2024-25-Q1',
  numerator: 71,
  denominator: 100,
  standing: 'provisional',
  source: aSource,
  ...over,
});
const record = (over: Partial<GivenValue> & { reason?: string } = {}, read = facts(), and: Partial<RecordValues> = {}): RecordValues => ({
  type: 'RecordValues',
  place: PLACE,
  onBehalfOf: COUNCIL,
  facts: read,
  values: [{ ...value(over), ...(over.reason === undefined ? {} : { reason: over.reason }) }],
  ...and,
});
/** A figure that is given by its value alone. */
const stated = (number: number, over: Partial<GivenValue> = {}): Partial<GivenValue> => ({
  numerator: undefined,
  denominator: undefined,
  value: number,
  ...over,
});
const count: Partial<Definition> = { measure: { kind: 'count' }, denominator: undefined, decimals: 0, unit: 'referrals' };
const [recorded, restated, withdrawn, again, rebased] = aSeriesLife as [
  IndicatorValueRecorded,
  IndicatorValueRestated,
  IndicatorValueWithdrawn,
  IndicatorValueRecorded,
  IndicatorSeriesRebased,
];
const { commentary: _said, ...data } = recorded.data;
const plainlyRecorded: IndicatorValueRecorded = { type: 'IndicatorValueRecorded', data };
const correction: RestateValue = {
  type: 'RestateValue',
  place: PLACE,
  onBehalfOf: COUNCIL,
  facts: facts(),
  value: value({ numerator: 73, standing: 'final', commentary: 'Two conferences had been entered under the wrong day.' }),
  reason: 'Two late entries.',
  basedOn: 0,
};
const withdrawal: WithdrawValue = {
  type: 'WithdrawValue',
  place: PLACE,
  onBehalfOf: COUNCIL,
  facts: facts(),
  period: '2024-25-Q1',
  reason: 'The extract left out a team.',
  basedOn: 1,
};
const rebase: RebaseSeries = {
  type: 'RebaseSeries',
  place: PLACE,
  facts: facts(),
  period: '2024-25-Q1',
  why: 'A second team was founded in April 2024.',
  evidence: 'Minutes of the Executive, 3 April 2024.',
};

describe('recording a figure', () => {
  it('keeps its parts, works its value out, and says how late it came', () => {
    given().when(record()).then(plainlyRecorded);
  });

  it('is in time up to the day it is due', () => {
    given()
      .when(record({}, facts({}, { today: '2024-07-21' })))
      .then({ ...plainlyRecorded, data: { ...data, late: false, daysLate: 0 } });
  });

  it('of a period that ended before anybody asked is in time from the day that they were asked', () => {
    const asked = facts();
    const askedSince = { [PLACE]: '2024-07-10', 'quadrant:north': '2023-09-01' };
    given()
      .when(record({}, { ...asked, indicator: asked.indicator && { ...asked.indicator, askedSince } }))
      .then({ ...plainlyRecorded, data: { ...data, late: false, daysLate: 0 } });
  });

  it('twice records it once; another figure of the same period needs a restatement', () => {
    given(plainlyRecorded).when(record()).thenNothing();
    given(plainlyRecorded)
      .when(record({ numerator: 72 }))
      .thenRefused('value-stands', { period: '2024-25-Q1' });
  });

  it('restates only what its row was based on, where it says what that was', () => {
    const row = { ...value({ numerator: 73 }), reason: 'Two late entries.', basedOn: 0 };
    const based = (over: object) => ({ ...record(), values: [{ ...row, ...over }] });
    given(plainlyRecorded)
      .when(based({}))
      .then({
        type: 'IndicatorValueRestated',
        data: expect.objectContaining({ reason: 'Two late entries.' }),
      } as unknown as IndicatorValueRestated);
    given(plainlyRecorded)
      .when(based({ basedOn: 4 }))
      .thenRefused('value-changed');
    given().when(based({})).thenRefused('value-not-recorded');
  });

  it('restates what stands where the row says why', () => {
    given(recorded)
      .when(record({ numerator: 73, standing: 'final', commentary: restated.data.commentary, reason: 'Two late entries.' }))
      .then(restated);
  });

  it('keeps a marker as what it is: no number, and no nought', () => {
    const gone = record({ numerator: undefined, denominator: undefined, marker: 'not-available', symbol: ':', standing: 'final' });
    given()
      .when(gone)
      .then({ ...plainlyRecorded, data: { ...data, standing: 'final', figure: { kind: 'marker', marker: 'not-available', symbol: ':' } } });
    given()
      .when(record({ marker: 'suppressed' }))
      .thenRefused('figure-or-marker');
  });

  it('keeps a stated value that its parts do not come to, and what they come to', () => {
    const figure = { kind: 'number', value: 71.5, numerator: 71, denominator: 100, partsComeTo: 71 } as const;
    given()
      .when(record({ value: 71.5 }))
      .then({ ...plainlyRecorded, data: { ...data, figure } });
  });

  it('keeps how exact a figure says it is, without inventing its parts', () => {
    given()
      .when(record(stated(7200, { qualifier: 'over' }), facts(count)))
      .then({ ...plainlyRecorded, data: { ...data, figure: { kind: 'number', value: 7200, qualifier: 'over' } } });
  });

  it('names the release of the population that a rate was divided by', () => {
    const denominatorFrom = { code: 'population-0-17', period: 'FY2023-24', release: '2020', revision: 3 };
    const rate = facts({ measure: { kind: 'rate', per: 10_000 }, unit: 'per 10,000 children' });
    given()
      .when(record({ numerator: 8041, denominator: 314_163, denominatorFrom }, rate))
      .then({
        ...plainlyRecorded,
        data: { ...data, figure: { kind: 'number', value: 255.9, numerator: 8041, denominator: 314_163, denominatorFrom } },
      });
  });

  it.each<[string, Partial<GivenValue>, Partial<Definition>, string]>([
    ['month 13', { period: '2019-13' }, { frequency: 'month' }, 'period-unreadable'],
    ['a fifth quarter', { period: 'Q5' }, {}, 'period-unreadable'],
    ['31 February', { period: 'C2019-02-31' }, { frequency: 'cycle' }, 'period-unreadable'],
    ['a quarter that is not over', { period: '2024-25-Q2' }, {}, 'period-not-over'],
    ['a numerator above its denominator', { numerator: 101 }, {}, 'numerator-above-denominator'],
    ['a negative count', { numerator: -1 }, {}, 'negative-figure'],
    ['what is no number', { numerator: Number.NaN }, {}, 'not-a-finite-number'],
    ['infinity', stated(Infinity), {}, 'not-a-finite-number'],
    ['half a conference', { numerator: 70.5 }, {}, 'not-a-whole-count'],
    ['nothing to divide by', { numerator: 0, denominator: 0 }, {}, 'denominator-not-above-nought'],
    ['more decimals than there are', stated(71.25), {}, 'too-many-decimals'],
    ['more than all', stated(100.1), {}, 'percentage-out-of-range'],
    ['a count over something', {}, count, 'count-has-no-denominator'],
    ['a proportion without its whole', { denominator: undefined }, {}, 'figure-needed'],
    ['nothing at all', { numerator: undefined, denominator: undefined }, {}, 'figure-needed'],
  ])('is refused for %s', (_what, over, definition, code) => {
    given()
      .when(record(over, facts(definition)))
      .thenRefused(code);
  });

  it('of a place that is not the indicator’s is refused, with the places that are', () => {
    given()
      .when(record({}, facts(), { place: 'authority:borsetshire' }))
      .thenRefused('place-not-in-indicator', { places: ['authority:marlshire', 'quadrant:north'] });
  });

  it('of another agency’s indicator is refused as if there were none', () => {
    given()
      .when(record({}, facts(), { onBehalfOf: MARLSHIRE }))
      .thenRefused('indicator-not-known');
    given()
      .when(record({}, facts({}, { indicator: undefined })))
      .thenRefused('indicator-not-known');
  });

  it('that each agency reports is each agency’s own', () => {
    const places = [{ kind: 'agency', code: COUNCIL, name: 'Marlshire County Council' }] as const;
    const own = record({}, facts({ owner: 'each-agency', places }), { place: `agency:${COUNCIL}` });
    given()
      .when(own)
      .then({ ...plainlyRecorded, data: { ...data, place: `agency:${COUNCIL}` } });
    given()
      .when({ ...own, onBehalfOf: MARLSHIRE })
      .thenRefused('indicator-not-known');
  });

  it('brings no words to a real body', () => {
    given()
      .when(record({ commentary: 'Staff left.' }, facts({}, { judgementsHeld: false })))
      .thenRefused('no-commentary-held-here');
  });

  it('of many periods is all of them or none, and says which row is wrong', () => {
    const rows = (...values: RecordValues['values']): IndicatorSeriesCommand => record({}, facts(), { values });
    given()
      .when(rows(value({ period: '2023-24-Q4' }), value()))
      .then({ ...plainlyRecorded, data: { ...data, period: '2023-24-Q4', daysLate: 95 } }, plainlyRecorded);
    given()
      .when(rows(value({ period: '2023-24-Q4' }), value({ numerator: 101 })))
      .thenRefused('numerator-above-denominator', { row: 2 });
    given().when(rows(value(), value())).thenRefused('period-given-twice', { row: 2, period: '2024-25-Q1' });
  });
});

describe('restating a figure', () => {
  it('adds another, and keeps what was known before beside it, with the reason', () => {
    given(recorded).when(correction).then(restated);
  });

  it('is of the figure that was read: where it changed meanwhile, what stands comes back', () => {
    given(recorded, restated)
      .when({ ...correction, value: value({ numerator: 74 }) })
      .thenRefused('value-changed', { currentRevision: 1, current: { figure: { value: 73 } } });
  });

  it('needs something to restate, another figure, and a reason', () => {
    given().when(correction).thenRefused('value-not-recorded');
    given(recorded)
      .when({ ...correction, value: value({ commentary: recorded.data.commentary }) })
      .thenRefused('restates-nothing');
    given(recorded)
      .when({ ...correction, reason: ' ' })
      .thenRefused('say-why');
  });
});

describe('withdrawing a figure', () => {
  it('leaves none standing, and the period open to be recorded again', () => {
    given(recorded, restated).when(withdrawal).then(withdrawn);
    given(recorded, restated, withdrawn).when(withdrawal).thenRefused('value-not-recorded');
    given(recorded, restated, withdrawn).when(record()).then(plainlyRecorded);
  });

  it('is of the figure that was read', () => {
    given(recorded, restated)
      .when({ ...withdrawal, basedOn: 0 })
      .thenRefused('value-changed');
  });
});

describe('rebasing a series', () => {
  it('says who found a lasting shift, why, and on what evidence', () => {
    given(recorded, restated, withdrawn, again).when(rebase).then(rebased);
  });

  it('is at a period that has a figure, once, with a reason, and never of a real body', () => {
    given().when(rebase).thenRefused('value-not-recorded');
    given(recorded, rebased).when(rebase).thenRefused('rebased-already');
    given(recorded)
      .when({ ...rebase, evidence: '' })
      .thenRefused('say-why');
    given(recorded)
      .when({ ...rebase, facts: facts({}, { judgementsHeld: false }) })
      .thenRefused('no-judgements-held-here');
  });
});

describe('figures of two definitions', () => {
  it('live side by side: children referred, as a board reported them, restate no referrals, as DfE published them', () => {
    const children = facts({ ...count, unit: 'children', frequency: 'financial-year' });
    const referrals = facts({ ...count, frequency: 'financial-year' });
    // Essex 2016-17: ESCB in the Essex scrutiny pack of 8 February 2018; DfE table C1. Essex 2019-20: ESCB annual report 2019-20.
    for (const [read, period, number] of [
      [children, 'FY2016-17', 9850],
      [referrals, 'FY2016-17', 9970],
      [children, 'FY2019-20', 8661],
      [referrals, 'FY2019-20', 8041],
    ] as const) {
      const command = record(stated(number, { period }), read);
      const [event] = indicatorSeries.decide(command, indicatorSeries.initial);
      expect(event).toMatchObject({ type: 'IndicatorValueRecorded', data: { figure: { value: number } } });
    }
  });

  it('keep a rate that was published before its population was rebased: 326.3 at first, 326.0 later', () => {
    const rate = facts({ measure: { kind: 'rate', per: 10_000 }, frequency: 'financial-year', unit: 'per 10,000 children' });
    const period = 'FY2016-17';
    const read = { ...rate, judgementsHeld: false };
    // Essex, year ending March 2017: DfE SFR61-2017; then the 2020 release, over mid-2016 as it carries it.
    const [first] = indicatorSeries.decide(record(stated(326.3, { period }), read), indicatorSeries.initial);
    if (first?.type !== 'IndicatorValueRecorded') throw new Error('nothing recorded');
    const later = value({ period, numerator: 9970, denominator: 305_817 });
    given(first)
      .when({ ...correction, facts: read, value: later, reason: 'Population rebased.' })
      .then({
        type: 'IndicatorValueRestated',
        data: {
          partnership: MARLSHIRE,
          code: 'conferences-in-time',
          place: PLACE,
          agency: COUNCIL,
          definitionVersion: 1,
          period,
          figure: { kind: 'number', value: 326, numerator: 9970, denominator: 305_817 },
          standing: 'provisional',
          source: aSource,
          before: { figure: { kind: 'number', value: 326.3 }, standing: 'provisional', source: aSource },
          reason: 'Population rebased.',
        },
      });
  });
});
