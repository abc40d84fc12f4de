import type { ContributionStated } from '../domain/contributions.events.js';
import type { Source } from '../domain/figure.js';
import type { Definition, IndicatorDefinitionEvent } from '../domain/indicator-definition.events.js';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import type { PerformanceRiskEvent } from '../domain/performance-risk.events.js';
import type { SignalProposalEvent } from '../domain/signal-proposal.events.js';
import type { StatisticalNeighboursNamed } from '../domain/statistical-neighbours.events.js';

// Invented, all of it.

export const MARLSHIRE = '00000000-0000-4000-8000-0000000000b1';
export const COUNCIL = '00000000-0000-4000-8000-0000000000a1';

/** A proportion that is good when it is high, by quarters. */
export const aDefinition: Definition = {
  name: 'Initial conferences held within 15 working days',
  question: 'Are children at risk seen by all agencies together, soon?',
  owner: COUNCIL,
  measure: { kind: 'proportion' },
  numerator: { counts: 'initial conferences held within 15 working days', source: 'Case records of the council' },
  denominator: { counts: 'initial conferences held' },
  unit: '%',
  decimals: 1,
  polarity: 'up-is-good',
  frequency: 'quarter',
  dueDays: 21,
  places: [
    { kind: 'authority', code: 'marlshire', name: 'Marlshire' },
    { kind: 'quadrant', code: 'north', name: 'North Marlshire' },
  ],
};

export const aTarget = { target: 80, tolerance: 5, from: '2024-04-01', why: 'Set by the Executive for two years.' } as const;

export const aSource: Source = { title: 'Quarterly return of Marlshire County Council', release: '2025-26 Q1' };

const inSeries = { partnership: MARLSHIRE, code: 'conferences-in-time', place: 'authority:marlshire', agency: COUNCIL };
const ofPeriod = { ...inSeries, definitionVersion: 1, period: '2024-25-Q1' };
const first = { kind: 'number', value: 71, numerator: 71, denominator: 100 } as const;
const second = { kind: 'number', value: 73, numerator: 73, denominator: 100 } as const;

/** Defined, a target set, and defined anew so that the two do not compare. */
export const aDefinitionsLife: readonly IndicatorDefinitionEvent[] = [
  {
    type: 'IndicatorDefined',
    data: { partnership: MARLSHIRE, code: 'conferences-in-time', version: 1, definition: aDefinition, comparable: true, why: 'The first.' },
  },
  { type: 'IndicatorTargetSet', data: { partnership: MARLSHIRE, code: 'conferences-in-time', ...aTarget } },
  {
    type: 'IndicatorDefined',
    data: {
      partnership: MARLSHIRE,
      code: 'conferences-in-time',
      version: 2,
      definition: { ...aDefinition, dataQuality: 'From April 2026, transfers in are counted.' },
      comparable: false,
      why: 'Transfers in are now counted.',
    },
  },
];

/** All that can happen to a series: a figure recorded, restated, withdrawn, recorded again, and the series rebased. */
export const aSeriesLife: readonly IndicatorSeriesEvent[] = [
  {
    type: 'IndicatorValueRecorded',
    data: {
      ...ofPeriod,
      figure: first,
      standing: 'provisional',
      source: aSource,
      commentary: 'Two rooms were closed by a flood.',
      late: true,
      daysLate: 4,
    },
  },
  {
    type: 'IndicatorValueRestated',
    data: {
      ...ofPeriod,
      figure: second,
      standing: 'final',
      source: aSource,
      commentary: 'Two conferences had been entered under the wrong day.',
      before: { figure: first, standing: 'provisional', source: aSource },
      reason: 'Two late entries.',
    },
  },
  {
    type: 'IndicatorValueWithdrawn',
    data: { ...ofPeriod, before: { figure: second, standing: 'final', source: aSource }, reason: 'The extract left out a team.' },
  },
  {
    type: 'IndicatorValueRecorded',
    data: {
      ...ofPeriod,
      figure: { kind: 'marker', marker: 'not-available', symbol: ':' },
      standing: 'final',
      source: aSource,
      late: true,
      daysLate: 90,
    },
  },
  {
    type: 'IndicatorSeriesRebased',
    data: {
      ...inSeries,
      period: '2024-25-Q1',
      why: 'A second team was founded in April 2024.',
      evidence: 'Minutes of the Executive, 3 April 2024.',
    },
  },
];

/** Two models find other authorities like the same place. */
export const aPlacesNeighbours: readonly StatisticalNeighboursNamed[] = ['2021', '2025'].map((model) => {
  const neighbours = [
    { place: 'authority:borsetshire', name: 'Borsetshire', rank: 1, closeness: 'Very close' },
    { place: `authority:other-${model}`, name: `Other of ${model}`, rank: 2, closeness: 'Close' },
  ];
  const source = { title: 'Statistical neighbours', release: model };
  return {
    type: 'StatisticalNeighboursNamed',
    data: { partnership: MARLSHIRE, place: 'authority:marlshire', model, neighbours, source },
  };
});

const RISK = '00000000-0000-4000-8000-0000000000e1';
const PROPOSAL = '00000000-0000-4000-8000-0000000000e2';
const said = { partnership: MARLSHIRE, proposal: PROPOSAL };

/** The Board is told of a risk, asks for more, and decides. */
export const aRisksLife: readonly PerformanceRiskEvent[] = [
  {
    type: 'PerformanceRiskRaised',
    data: {
      risk: RISK,
      partnership: MARLSHIRE,
      title: 'Too few doctors for children who come into care',
      why: 'Two of three have left, and the assessments are later each quarter.',
      about: [{ code: 'conferences-in-time', place: 'authority:marlshire' }],
    },
  },
  {
    type: 'PerformanceRiskDecided',
    data: { risk: RISK, partnership: MARLSHIRE, decision: 'ask-for-more', words: 'How long will it last?', decidedOn: '2025-11-03' },
  },
  {
    type: 'PerformanceRiskDecided',
    data: {
      risk: RISK,
      partnership: MARLSHIRE,
      decision: 'act',
      words: 'The health board pays for a locum.',
      decidedOn: '2025-12-01',
      callBackOn: '2026-03-02',
    },
  },
];

/** All that can happen to a proposal; no one proposal has both of the last. */
export const aProposalsLife: readonly SignalProposalEvent[] = [
  {
    type: 'SignalFollowUpProposed',
    data: {
      ...said,
      code: 'conferences-in-time',
      place: 'authority:marlshire',
      agency: COUNCIL,
      period: '2024-25-Q1',
      signal: 'below-lower',
    },
  },
  { type: 'SignalProposalAccepted', data: { ...said, takenUpAs: 'audit-theme', words: 'The panel looks at ten late conferences.' } },
  { type: 'SignalProposalSetAside', data: { ...said, words: 'The flood explains it.' } },
];

/** A contribution that was stated again as another. */
export const aContribution: ContributionStated = {
  type: 'ContributionStated',
  data: {
    partnership: MARLSHIRE,
    year: 'FY2024-25',
    stage: 'actual',
    contributor: 'Marlshire County Council',
    kind: 'cash',
    pounds: 61_000,
    source: { title: 'Annual report of the partnership' },
    before: 60_000,
    reason: 'A grant came late.',
  },
};
