import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { IndicatorSeriesEvent, IndicatorValueRecorded, IndicatorValueRestated } from '../domain/indicator-series.events.js';
import { periodOfKey } from '../domain/period.js';
import { valueOf } from '../domain/told-figure.js';
import type { IndicatorRebaseRow } from './indicator-rebase.row.js';
import type { IndicatorValueRow } from './indicator-value.row.js';

type Key = 'partnership' | 'code' | 'place' | 'period';

const KEY: readonly Key[] = ['partnership', 'code', 'place', 'period'];
const values = changesOf<RowOf<IndicatorValueRow>, Key>('indicator_value', KEY);
const rebases = changesOf<RowOf<IndicatorRebaseRow>, Key>('indicator_rebase', KEY);

export const indicatorValueProjection: Projection<IndicatorSeriesEvent> = {
  name: 'indicator-value',
  version: 1,
  handles: ['IndicatorValueRecorded', 'IndicatorValueRestated', 'IndicatorValueWithdrawn', 'IndicatorSeriesRebased'],
  project: (event) => {
    switch (event.type) {
      case 'IndicatorValueRecorded':
        return [stands(event, { daysLate: event.data.daysLate, restatedAt: null })];
      case 'IndicatorValueRestated':
        return [stands(event, { daysLate: null, restatedAt: event.recordedAt })];
      case 'IndicatorValueWithdrawn': {
        const { partnership, code, place, period } = event.data;
        return [values.drop({ partnership, code, place, period })];
      }
      case 'IndicatorSeriesRebased': {
        const { partnership, code, place, period, why, evidence } = event.data;
        const by = { rebasedBy: event.actor.person, rebasedAt: event.recordedAt };
        return [rebases.put({ partnership, code, place, period, periodFrom: firstDayOf(period), why, evidence, ...by })];
      }
    }
  },
};

function stands(
  { data, revision, actor, recordedAt }: RecordedEvent<IndicatorValueRecorded | IndicatorValueRestated>,
  came: Pick<IndicatorValueRow, 'daysLate' | 'restatedAt'>,
): RowChange {
  const { partnership, code, place, period, agency, definitionVersion, figure, standing, source, commentary } = data;
  return values.put({
    partnership,
    code,
    place,
    period,
    periodFrom: firstDayOf(period),
    agency,
    definitionVersion,
    value: valueOf(figure),
    figure,
    standing,
    source,
    commentary: commentary ?? null,
    ...came,
    revision,
    changedByPerson: actor.person,
    changedAt: recordedAt,
  });
}

function firstDayOf(key: string): string {
  return periodOfKey(key)?.from ?? key;
}
