import type { RecordedEvent } from '@goldenthread/event-sourcing';
import { changesBy, recorded } from '@goldenthread/event-sourcing/testing';
import { rowsHoldWhatProjectionsFill } from '@goldenthread/read-models/testing';
import { aCyclesLife, aReturn, aTool } from '../testing/index.js';
import { section11ReadModels } from './section11.read-models.js';

const CYCLE = '00000000-0000-4000-8000-000000000001';
const everything: readonly RecordedEvent[] = [
  ...recorded('section11Tool', [{ type: 'Section11ToolPublished', data: aTool }]),
  ...recorded('section11Cycle', aCyclesLife, { partnership: CYCLE }),
  ...recorded('section11Return', aReturn(CYCLE), { partnership: CYCLE }),
];
const projections = section11ReadModels.map(({ projection }) => projection);
const changes = everything.flatMap((event) => changesBy(event, projections));

describe('the rows of Section 11', () => {
  rowsHoldWhatProjectionsFill(section11ReadModels, changes);
});
