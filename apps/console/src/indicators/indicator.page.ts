import type { NameOf } from '@goldenthread/access';
import { seriesChart, type SeriesMark } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { Definition, IndicatorChange, SeriesPeriod, ShownSeries, ShownValue } from '@goldenthread/indicators';
import type { LastMeeting } from '../as-at/last-meeting.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, instantInWords, spelt } from '../words.js';
import { changeLine, type ChangeRow } from './indicator-changes.page.js';
import {
  changeInWords,
  figureInWords,
  findingOf,
  KIND_OF,
  markInWords,
  numberInWords,
  reachOf,
  targetInWords,
  variationInWords,
} from './indicator-words.js';

export interface IndicatorView extends PageHead {
  readonly question: string;
  readonly finding: string;
  readonly chart: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly rows: readonly {
    readonly period: string;
    readonly figure: string;
    readonly signal: string;
    readonly source: string;
    readonly commentary: string;
    readonly restateHref?: string;
  }[];
  readonly changes: readonly ChangeRow[];
  readonly rebases: readonly { readonly text: string; readonly why: string; readonly evidence: string }[];
  readonly definition: readonly { readonly key: string; readonly value: string }[];
  readonly atMeeting?: { readonly text: string; readonly href: string };
  /** Beside others of its kind, and beside its other places. */
  readonly besides: readonly { readonly text: string; readonly href: string }[];
  readonly reportHref?: string;
  readonly uploadHref?: string;
}

export interface IndicatorFacts {
  readonly series: ShownSeries;
  readonly changes: readonly IndicatorChange[];
  readonly meeting?: LastMeeting;
  /** Whether the reader reports it. */
  readonly mayReport: boolean;
  readonly nameOf: NameOf;
}

/** One indicator: its finding, the chart that shows it, every figure in a table, and what each was before. */
export function indicatorPage({ series, changes, meeting, mayReport, nameOf }: IndicatorFacts, reading: Reading): IndicatorView {
  const { indicator, placeName, place, view } = series;
  const { definition, code } = indicator;
  const finding = findingOf(view, definition);
  const mayChange = mayReport && reading.isNow;
  return {
    title: definition.name,
    caption: placeName,
    section: 'indicators',
    back: reading.go(paths.indicators.all),
    question: definition.question,
    finding,
    chart: chartOf(series, finding),
    facts: factsOf(series),
    rows: [...view.periods].reverse().map((one) => {
      return {
        period: one.period.words,
        figure: one.value ? figureInWords(one.value.figure, definition) : 'Not reported',
        signal: one.type === null ? '' : variationInWords(one.type),
        source: one.value ? sourceOf(one.value) : '',
        commentary: one.value?.commentary ?? '',
        restateHref: mayChange && one.value ? paths.indicators.restate(code, place, one.period.key) : undefined,
      };
    }),
    changes: [...changes]
      .reverse()
      .filter(({ kind }) => kind === 'restated' || kind === 'withdrawn')
      .map((change) => changeLine(change, definition, nameOf, reading)),
    rebases: series.rebases.map(({ period, why, evidence, rebasedBy, rebasedAt }) => {
      return { text: `From ${period}, by ${nameOf(rebasedBy)} on ${instantInWords(rebasedAt)}`, why, evidence };
    }),
    definition: definitionRows(series),
    atMeeting:
      meeting && reading.isNow
        ? {
            text: `See this page as it was when ${meeting.group} met on ${dayInWords(meeting.heldOn)}`,
            href: withQuery(paths.indicators.one(code, place), { asAt: meeting.heldOn }),
          }
        : undefined,
    besides: besidesOf(series, reading),
    reportHref: mayChange ? paths.indicators.report(code, place) : undefined,
    uploadHref: mayChange ? paths.indicators.upload : undefined,
  };
}

function besidesOf({ indicator, place, view }: ShownSeries, { go }: Reading): IndicatorView['besides'] {
  const { code, definition } = indicator;
  const isCompared = place.startsWith('authority:') && view.periods.some(({ value }) => value?.value != null);
  return [
    ...(isCompared ? [{ text: 'Compare it with other places', href: go(paths.indicators.compared(code, place)) }] : []),
    ...(definition.places.length > 1 ? [{ text: 'See all its places side by side', href: go(paths.indicators.places(code)) }] : []),
  ];
}

function chartOf({ indicator, view, placeName }: ShownSeries, finding: string): string {
  const { definition } = indicator;
  const unit = definition.unit === '%' ? '%' : definition.unit;
  return seriesChart({
    id: 'series',
    title: `${definition.name}, ${placeName} (${unit})`,
    finding,
    target: view.target,
    reach: reachOf(definition),
    numberInWords: (value) => numberInWords(value, definition),
    markInWords: (value) => markInWords(value, definition),
    points: view.periods.map((one) => markOf(one, definition)),
    groups: view.judged.groups.map(({ from, to, kind, centre, limits }) => {
      const centreName = kind === 'xmr' ? 'Mean' : 'Median';
      return { from, to, centreName, centre, lower: limits?.lower ?? null, upper: limits?.upper ?? null };
    }),
  });
}

function markOf({ period, value, type }: SeriesPeriod<ShownValue>, definition: Definition): SeriesMark {
  const [, year = '', part = ''] = /^(?:FY|AY|C)?(\d{4}(?:-\d{2}(?=-[QT]))?)-?(.*)$/.exec(period.key) ?? [];
  const figure = value ? figureInWords(value.figure, definition) : 'not reported';
  const signal = type === null ? '' : `, ${variationInWords(type).toLowerCase()}`;
  return {
    label: definition.frequency === 'financial-year' || definition.frequency === 'academic-year' ? '' : part,
    band: year,
    value: value?.value ?? null,
    kind: type && KIND_OF[type],
    words: `${period.words}: ${figure}${signal}`,
  };
}

function factsOf({ view, indicator, overdue }: ShownSeries): IndicatorView['facts'] {
  const { definition } = indicator;
  const { latest, judged } = view;
  const stands = latest?.value;
  return [
    {
      key: 'Latest figure',
      value: latest && stands ? `${figureInWords(stands.figure, definition)}, ${latest.period.words}, ${stands.standing}` : 'None',
    },
    { key: 'Variation', value: variationInWords(judged.variation) },
    { key: 'Against target', value: targetInWords(view, definition) ?? 'No target is set' },
    { key: 'Against the period before', value: changeInWords(view, definition) },
    { key: 'Freshness', value: overdue === 0 ? 'Up to date' : `${counted(overdue, 'period')} overdue` },
  ];
}

function sourceOf({ source, standing, daysLate, restatedAt }: ShownValue): string {
  const release = source.release === undefined ? '' : `, ${source.release}`;
  const late = daysLate !== null && daysLate > 0 ? `; ${counted(daysLate, 'day')} late` : '';
  const restated = restatedAt === null ? '' : `; restated ${instantInWords(restatedAt)}`;
  return `${source.title}${release} (${standing}${late}${restated})`;
}

const POLARITIES = { 'up-is-good': 'Up is good', 'down-is-good': 'Down is good', neither: 'Neither up nor down is good' } as const;

function definitionRows({ indicator, versions }: ShownSeries): IndicatorView['definition'] {
  const { definition, version } = indicator;
  const { measure, numerator, denominator, polarity, frequency, dueDays, decimals, dataQuality } = definition;
  const broken = versions.filter((one) => !one.comparable && one.version > 1);
  return [
    { key: 'What is counted', value: partInWords(numerator) },
    ...(denominator ? [{ key: 'Of what', value: partInWords(denominator) }] : []),
    { key: 'Good direction', value: POLARITIES[polarity] },
    { key: 'Reported', value: `By ${spelt(frequency)}, within ${counted(dueDays, 'day')}` },
    ...(measure.kind === 'count' ? [] : [{ key: 'Rounded', value: `Half up, to ${counted(decimals, 'decimal')}` }]),
    { key: 'Version of the definition', value: String(version) },
    ...broken.map((one) => ({ key: `Version ${one.version} does not compare`, value: one.why })),
    ...(dataQuality === undefined ? [] : [{ key: 'Data quality', value: dataQuality }]),
  ];
}

function partInWords({ counts, source }: Definition['numerator']): string {
  return source === undefined ? counts : `${counts}; from ${source}`;
}

export function seriesTable({ indicator, placeName, view }: ShownSeries): PageTable {
  const text = () =>
    toCsv(view.periods, [
      { heading: 'Indicator', value: () => indicator.definition.name },
      { heading: 'Place', value: () => placeName },
      { heading: 'Period', value: ({ period }) => period.key },
      { heading: 'Value', value: ({ value }) => value?.value },
      { heading: 'Figure', value: ({ value }) => (value ? figureInWords(value.figure, indicator.definition) : 'Not reported') },
      { heading: 'Signal', value: ({ signal }) => signal },
      { heading: 'Meaning', value: ({ type }) => type && variationInWords(type) },
      { heading: 'Source', value: ({ value }) => value?.source.title },
      { heading: 'Commentary', value: ({ value }) => value?.commentary },
    ]);
  return { name: `indicator-${indicator.code}`, text };
}
