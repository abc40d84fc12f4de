import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { IndicatorDefined, IndicatorDefinitionEvent } from '../domain/indicator-definition.events.js';
import type { IndicatorDefinitionRow } from './indicator-definition.row.js';
import type { IndicatorVersionRow } from './indicator-version.row.js';

const definitions = changesOf<RowOf<IndicatorDefinitionRow>, 'partnership' | 'code'>('indicator_definition', ['partnership', 'code']);
const versions = changesOf<RowOf<IndicatorVersionRow>, 'partnership' | 'code' | 'version'>('indicator_version', [
  'partnership',
  'code',
  'version',
]);

export const indicatorDefinitionProjection: Projection<IndicatorDefinitionEvent> = {
  name: 'indicator-definition',
  version: 2,
  handles: ['IndicatorDefined', 'IndicatorTargetSet'],
  project: (event) => {
    if (event.type === 'IndicatorDefined') return defined(event);
    const { partnership, code, target, tolerance, from: targetFrom, until, why: targetWhy } = event.data;
    return [definitions.set({ partnership, code }, { target, tolerance, targetFrom, targetUntil: until ?? null, targetWhy })];
  },
};

const noTarget = { target: null, tolerance: null, targetFrom: null, targetUntil: null, targetWhy: null };

function defined({ data, recordedAt: definedAt }: RecordedEvent<IndicatorDefined>): RowChange[] {
  const { partnership, code, version, definition, comparable, why } = data;
  const row =
    version === 1
      ? definitions.put({ partnership, code, version, definition, definedAt, ...noTarget })
      : definitions.set({ partnership, code }, { version, definition, definedAt });
  return [row, versions.put({ partnership, code, version, comparable, why, definedAt, places: definition.places })];
}
