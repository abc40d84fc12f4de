import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleOpened } from '../domain/section11-cycle.events.js';
import { cycleOf } from '../domain/section11-cycle.js';
import type { Section11CycleRow } from './section11-cycle.row.js';

type Columns = RowOf<Section11CycleRow>;

const cycles = changesOf<Columns, 'cycle'>('section11_cycle', ['cycle']);

export const section11CycleProjection: Projection<Section11CycleOpened> = {
  name: 'section11-cycle',
  version: 1,
  handles: ['Section11CycleOpened'],
  project: ({ stream, data: { partnership, title, tool, opensOn, dueOn, agencies } }) => [
    cycles.put({
      cycle: cycleOf(stream),
      partnership,
      title,
      toolCode: tool.code,
      toolVersion: tool.version,
      opensOn,
      dueOn,
      agencies: agencies.length,
    }),
  ],
};
