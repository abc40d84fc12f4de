import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleClosed, Section11CycleOpened } from '../domain/section11-cycle.events.js';
import { cycleOf } from '../domain/section11-cycle.js';
import type { Section11CycleRow } from './section11-cycle.row.js';

type Columns = RowOf<Section11CycleRow>;

const cycles = changesOf<Columns, 'cycle'>('section11_cycle', ['cycle']);

export const section11CycleProjection: Projection<Section11CycleOpened | Section11CycleClosed> = {
  name: 'section11-cycle',
  version: 1,
  handles: ['Section11CycleOpened', 'Section11CycleClosed'],
  project: (event) => [event.type === 'Section11CycleOpened' ? opened(event) : closed(event)],
};

function opened({ stream, data: { partnership, title, tool, opensOn, dueOn, agencies } }: RecordedEvent<Section11CycleOpened>): RowChange {
  return cycles.put({
    cycle: cycleOf(stream),
    partnership,
    title,
    toolCode: tool.code,
    toolVersion: tool.version,
    opensOn,
    dueOn,
    agencies: agencies.length,
    required: agencies.filter(({ duty }) => duty === 'required').length,
    closedOn: null,
    closedRevision: null,
  });
}

function closed({ stream, revision, data }: RecordedEvent<Section11CycleClosed>): RowChange {
  return cycles.set({ cycle: cycleOf(stream) }, { closedOn: data.closedOn, closedRevision: revision });
}
