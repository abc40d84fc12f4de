import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { IndicatorDefinitionEvent } from '../domain/indicator-definition.events.js';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import type { IndicatorChangeRow } from './indicator-change.row.js';

type Columns = RowOf<IndicatorChangeRow>;
type Changed = IndicatorDefinitionEvent | IndicatorSeriesEvent;

const changes = changesOf<Columns, 'event'>('indicator_change', ['event']);

export const indicatorChangeProjection: Projection<Changed> = {
  name: 'indicator-change',
  version: 1,
  handles: [
    'IndicatorDefined',
    'IndicatorTargetSet',
    'IndicatorValueRecorded',
    'IndicatorValueRestated',
    'IndicatorValueWithdrawn',
    'IndicatorSeriesRebased',
  ],
  project: (event) => {
    const { partnership, code } = event.data;
    const by = { actorPerson: event.actor.person, actorAgency: event.actor.agency, actorRole: event.actor.role };
    return [changes.put({ ...nothing, event: event.id, partnership, code, ...by, recordedAt: event.recordedAt, ...whatChanged(event) })];
  },
};

const nothing = { place: null, agency: null, period: null, before: null, after: null, why: null };

function whatChanged(event: RecordedEvent<Changed>): Pick<Columns, 'kind'> & Partial<Columns> {
  switch (event.type) {
    case 'IndicatorDefined':
      return { kind: 'defined', why: event.data.why };
    case 'IndicatorTargetSet':
      return { kind: 'target-set', why: event.data.why };
    case 'IndicatorValueRecorded': {
      const { place, agency, period, figure: after, commentary } = event.data;
      return { kind: 'recorded', place, agency, period, after, why: commentary ?? null };
    }
    case 'IndicatorValueRestated': {
      const { place, agency, period, before, figure: after, reason: why } = event.data;
      return { kind: 'restated', place, agency, period, before: before.figure, after, why };
    }
    case 'IndicatorValueWithdrawn': {
      const { place, agency, period, before, reason: why } = event.data;
      return { kind: 'withdrawn', place, agency, period, before: before.figure, why };
    }
    case 'IndicatorSeriesRebased': {
      const { place, agency, period, why } = event.data;
      return { kind: 'rebased', place, agency, period, why };
    }
  }
}
